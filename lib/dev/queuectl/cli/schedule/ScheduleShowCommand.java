package dev.queuectl.cli.schedule;

import dev.queuectl.Numbers;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.schedule.ScheduleJson;
import dev.queuectl.report.schedule.ScheduleText;
import dev.queuectl.schedule.Schedule;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `schedule show NAME`
@Prototype
@Command(
    name = "show",
    description = "Show one schedule: when it runs, what it runs, and its last jobs.",
    footer = {"  queuectl schedule show nightly", "  queuectl schedule show nightly --json"})
public final class ScheduleShowCommand implements Callable<Integer> {
  private static final int LAST_JOBS = 5;

  @Parameters(paramLabel = "NAME", description = "The schedule.")
  String name = "";

  @Option(names = "--show-env", description = "Show the values of its variables, too.")
  boolean showEnv;

  private final CommandContext context;
  private final ScheduleReport report;

  ScheduleShowCommand(CommandContext context, ScheduleReport report) {
    this.context = context;
    this.report = report;
  }

  @Override
  public Integer call() {
    return context.open().snapshot(this::show);
  }

  private int show() {
    var schedule = context.access().scheduleActions().find(name);
    if (context.printer().json()) {
      context.printer().object(json -> ScheduleJson.fields(json, schedule, showEnv));
    } else {
      print(schedule);
    }
    return 0;
  }

  private void print(Schedule schedule) {
    var job = schedule.job();
    var rules = schedule.rules();
    report.field("name", schedule.name());
    report.field("cron", schedule.cron());
    report.field("runs", schedule.timetable().words());
    report.field("tz", schedule.tz());
    report.field("next", report.next(schedule));
    report.field("command", job.command());
    report.field("cwd", job.cwd());
    job.fields().forEach((field, text) -> report.field(field.key(), text));
    job.env().forEach((key, value) -> report.field("env", key + "=" + (showEnv ? value : "***")));
    var stdin = job.surroundings().stdin();
    report.field("stdin", stdin == null ? null : Numbers.counted(stdin.size(), "byte"));
    report.field("catch_up", rules.catchUp().word());
    report.field("overlap", rules.overlap().word());
    report.field("jitter", rules.jitter() == null ? null : ScheduleText.span(rules.jitter()));
    report.field("pause_after", rules.pauseAfter());
    report.field("late", rules.late() == null ? null : ScheduleText.span(rules.late()));
    report.field("until", rules.until() == null ? null : context.time(rules.until()));
    report.field("is_late", schedule.late(context.now()).orElse(null));
    report.field("skipped", schedule.progress().skipped());
    report.field("missed", schedule.progress().missed());
    for (var last : context.open().jobs().beginningWith(schedule.idPrefix(), LAST_JOBS)) {
      report.field("job", last.id() + " " + last.state().word());
    }
  }
}
