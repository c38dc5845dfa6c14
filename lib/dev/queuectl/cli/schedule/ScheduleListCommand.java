package dev.queuectl.cli.schedule;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.console.Table;
import dev.queuectl.report.schedule.ScheduleJson;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `schedule list`
@Prototype
@Command(
    name = "list",
    description = {
      "List the schedules: when each runs next, in its own time zone, or why it does not.",
      "Also: schedule, schedules, cron."
    },
    footer = {"  queuectl schedule list", "  queuectl schedule list --json"})
public final class ScheduleListCommand implements Callable<Integer> {
  @Mixin ListLimit limit = new ListLimit();

  @Option(names = "--show-env", description = "In JSON, include the values of their variables.")
  boolean showEnv;

  private final CommandContext context;
  private final ScheduleReport report;

  ScheduleListCommand(CommandContext context, ScheduleReport report) {
    this.context = context;
    this.report = report;
  }

  @Override
  public Integer call() {
    var printer = context.printer();
    var rows = limit.rows(printer);
    var all = context.open().schedules().list();
    var schedules = all.stream().limit(rows).toList();
    if (printer.json()) {
      printer.objects(schedules, (json, each) -> ScheduleJson.fields(json, each, showEnv));
      return 0;
    }
    var table = Table.onOneLine("NAME", "CRON", "TZ", "NEXT", "LAST JOB", "COMMAND");
    for (var each : schedules) {
      var last = each.progress().lastJob();
      table.row(
          each.name(),
          each.cron(),
          each.tz(),
          report.next(each),
          last == null ? "-" : last,
          each.job().command());
    }
    table.print(printer);
    limit.noteRest(printer, schedules.size(), all.size());
    if (all.isEmpty()) {
      printer.remark("There are no schedules yet: queuectl schedule add NAME 'CRON' 'CMD'.");
    }
    return 0;
  }
}
