package dev.queuectl.cli.schedule;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.Times;
import io.micronaut.context.annotation.Prototype;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `schedule backfill NAME --from T --to T`
@Prototype
@Command(
    name = "backfill",
    description = {
      "Enqueue the jobs of a schedule for times that have passed, the oldest first: those that it "
          + "was not there for, or that were missed. A time whose job is stored already is left "
          + "out. The jobs have QUEUECTL_CAUGHT_UP=1."
    },
    footer = {"  queuectl schedule backfill nightly --from 2026-11-01 --to 2026-11-08"})
public final class ScheduleBackfillCommand implements Callable<Integer> {
  private static final int MOST = 1000;

  @Parameters(paramLabel = "NAME", description = "The schedule.")
  String name = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      required = true,
      description = "From this time on, in the zone of the schedule.")
  String from = "";

  @Option(
      names = "--to",
      paramLabel = "TIME",
      required = true,
      description = "Until that time; the time itself is the last.")
  String to = "";

  @Option(names = "--dry-run", description = "Only print which times these are.")
  boolean dryRun;

  private final CommandContext context;
  private final TimesReport report;

  ScheduleBackfillCommand(CommandContext context, TimesReport report) {
    this.context = context;
    this.report = report;
  }

  @Override
  public Integer call() {
    var actions = context.access().scheduleActions();
    var schedule = actions.find(name);
    var zone = schedule.zone();
    var times =
        schedule
            .timetable()
            .times(time("from", from, zone).minusMillis(1), zone)
            .takeWhile(isUntil(time("to", to, zone)))
            .limit(MOST + 1)
            .toList();
    if (times.size() > MOST) {
      throw new QueueException.Invalid(
          "these are more than %,d times".formatted(MOST), "Take a shorter span.");
    }
    if (dryRun) {
      report.print(schedule.timetable(), zone, times);
      return 0;
    }
    print(actions.backfill(name, times), times);
    return 0;
  }

  private Instant time(String what, String text, ZoneId zone) {
    return Times.parse(what, text, context.now(), zone);
  }

  private Predicate<Instant> isUntil(Instant last) {
    if (last.isAfter(context.now())) {
      throw new QueueException.Invalid(
          "--to is in the future", "Times that are to come are made when they come.");
    }
    return time -> !time.isAfter(last);
  }

  private void print(List<String> ids, List<Instant> times) {
    var printer = context.printer();
    if (printer.json()) {
      printer.object(json -> json.list("ids", ids));
      return;
    }
    ids.forEach(printer::line);
    printer.note(
        "Enqueued %s; %,d were there already."
            .formatted(Numbers.counted(ids.size(), "job"), times.size() - ids.size()));
  }
}
