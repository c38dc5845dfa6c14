package dev.queuectl.cli.schedule;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.Printable;
import dev.queuectl.report.schedule.Crontab;
import dev.queuectl.report.schedule.Crontab.Line;
import dev.queuectl.report.schedule.ScheduleDraft;
import dev.queuectl.report.schedule.ScheduleField;
import dev.queuectl.report.schedule.ScheduleJson;
import dev.queuectl.report.schedule.ScheduleText;
import dev.queuectl.schedule.Schedule;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `schedule import --crontab FILE`
@Prototype
@Command(
    name = "import",
    description = {
      "Add the schedules that schedule list --jsonl --show-env has printed, a JSON object a line: "
          + "all of them or none. Paused ones stay paused.",
      "With --crontab, take over the lines of a crontab: each becomes a schedule, named after its"
          + " program, whose jobs run in the home directory with the few variables that cron gives"
          + " them. What cannot be taken is reported line by line, and the exit code is 1; the"
          + " other lines are taken. The crontab itself stays as it is: remove it when you have"
          + " seen the result."
    },
    footer = {
      "  queuectl schedule list --jsonl --show-env >schedules.jsonl",
      "  crontab -l | queuectl schedule import --crontab - --dry-run",
      "  crontab -l | queuectl schedule import --crontab -",
      "  queuectl schedule import --crontab /etc/crontab --user-column"
    })
public final class ScheduleImportCommand implements Callable<Integer> {
  @Option(names = "--crontab", description = "The file is a crontab.")
  boolean crontab;

  @Parameters(paramLabel = "FILE", description = "The file; - is standard input.")
  String file = "";

  @Option(
      names = "--user-column",
      description =
          "A user stands before each command, as in /etc/crontab and /etc/cron.d (which are known "
              + "by their places); only your own lines are taken.")
  boolean userColumn;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description = "The time zone, where the file names none (default: that of this system).")
  @Nullable String tz;

  @Option(names = "--dry-run", description = "Only say what would be taken.")
  boolean dryRun;

  private final CommandContext context;

  ScheduleImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (crontab) {
      return ofCrontab();
    }
    var schedules = printed();
    add(schedules);
    print(schedules, 0);
    return 0;
  }

  private List<Schedule> printed() {
    var defaults = context.jobDefaults();
    var schedules = new ArrayList<Schedule>();
    var number = 0L;
    for (var line : text().split("\\R")) {
      number++;
      if (!line.isBlank()) {
        try {
          schedules.add(ScheduleDraft.read(line).toPrinted(defaults));
        } catch (QueueException.Invalid e) {
          throw new QueueException.Line(number).around(e);
        }
      }
    }
    return schedules;
  }

  private void add(List<Schedule> schedules) {
    if (!dryRun) {
      context.access().scheduleActions().addAll(schedules);
    }
  }

  private int ofCrontab() {
    var names = new FreeNames(context.access().openOrMake().schedules().list());
    var schedules = new ArrayList<Schedule>();
    var refused = 0;
    for (var line : Crontab.read(text(), user(), context.now())) {
      switch (line) {
        case Line.Taken taken -> {
          var schedule = schedule(taken, names);
          if (schedule == null) {
            refused++;
          } else {
            schedules.add(schedule);
          }
        }
        case Line.Refused(var number, var text, var why) -> {
          refused++;
          complain(number, why + ": " + text);
        }
        case Line.Noted(var number, var what) -> complain(number, what);
      }
    }
    add(schedules);
    print(schedules, refused);
    return refused == 0 ? 0 : 1;
  }

  private @Nullable Schedule schedule(Line.Taken line, FreeNames names) {
    try {
      var draft = line.draft();
      if (tz != null && !draft.has(ScheduleField.TZ)) {
        draft.put(ScheduleField.TZ, tz);
      }
      var home = context.console().env("HOME", context.console().cwd().toString());
      return draft
          .put(ScheduleField.NAME, names.of(line.command()))
          .toSchedule(context.jobDefaults().at(Path.of(home)));
    } catch (QueueException.Invalid e) {
      complain(line.number(), e.getMessage());
      return null;
    }
  }

  private void complain(int number, String what) {
    context.printer().complain("line %d: %s".formatted(number, what));
  }

  private @Nullable String user() {
    var path = context.console().cwd().resolve(file).normalize();
    var isSystems = path.equals(Path.of("/etc/crontab")) || path.startsWith("/etc/cron.d");
    return userColumn || isSystems ? System.getProperty("user.name") : null;
  }

  private String text() {
    try {
      var bytes =
          file.equals("-")
              ? context.console().in().readAllBytes()
              : Files.readAllBytes(context.console().cwd().resolve(file));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new QueueException.Invalid("the file %s cannot be read".formatted(file));
    }
  }

  private void print(List<Schedule> schedules, int refused) {
    var printer = context.printer();
    if (printer.json()) {
      printer.objects(schedules, (json, each) -> ScheduleJson.fields(json, each, false));
      return;
    }
    for (var each : schedules) {
      printer.line(
          Printable.line(
              "%s: %s. %s"
                  .formatted(
                      each.name(),
                      ScheduleText.rule(each.timetable(), each.zone()),
                      ScheduleText.next(each, 1, context.now()))));
    }
    printer.note(
        "%s %s%s."
            .formatted(
                dryRun ? "would add" : "added",
                Numbers.counted(schedules.size(), "schedule"),
                refused == 0
                    ? ""
                    : "; %s could not be taken".formatted(Numbers.counted(refused, "line"))));
  }
}
