package dev.queuectl.cli.job;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.Printable;
import dev.queuectl.report.schedule.ScheduleWhy;
import dev.queuectl.schedule.Schedule;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `why ID`
@Prototype
@Command(
    name = "why",
    description = {
      "Say exactly why a job is not running.",
      "Of a schedule: when it runs next, and why it did not run."
    },
    footer = {"  queuectl why nightly-backup", "  queuectl why nightly"})
public final class WhyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = JobFinder.ONE)
  String id = "";

  private final JobFinder finder;
  private final JobPrinter report;
  private final CommandContext context;

  WhyCommand(JobFinder finder, JobPrinter report, CommandContext context) {
    this.finder = finder;
    this.report = report;
    this.context = context;
  }

  @Override
  public Integer call() {
    var printer = context.printer();
    var store = context.open();
    var schedule = store.schedules().find(id);
    if (schedule.isPresent() && store.jobs().find(id).isEmpty()) {
      return ofSchedule(schedule.get());
    }
    var job = finder.named(id);
    var reasons = report.why(job);
    if (!printer.json()) {
      reasons.forEach(reason -> printer.line(Printable.line(report.words(reason))));
      return 0;
    }
    printer.object(
        json -> {
          json.field("id", job.id());
          json.field("state", job.state().word());
          JobJson.why(json, reasons, report::words);
        });
    return 0;
  }

  private int ofSchedule(Schedule schedule) {
    var printer = context.printer();
    var why = ScheduleWhy.of(schedule, context.open(), context.now());
    if (!printer.json()) {
      why.forEach(sentence -> printer.line(Printable.line(sentence)));
      return 0;
    }
    printer.object(
        json -> {
          json.field("schedule", schedule.name());
          json.list("why", why);
        });
    return 0;
  }
}
