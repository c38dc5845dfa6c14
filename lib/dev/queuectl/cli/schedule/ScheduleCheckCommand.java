package dev.queuectl.cli.schedule;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.schedule.ScheduleText;
import dev.queuectl.schedule.Timetable;
import dev.queuectl.schedule.Zones;
import io.micronaut.context.annotation.Prototype;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `schedule check 'CRON' [--tz ZONE]`
@Prototype
@Command(
    name = "check",
    description =
        "Say in words when an expression runs, and print its next times, those that a clock change "
            + "moves marked. Nothing is stored.",
    footer = {
      "  queuectl schedule check '30 2 * * *' --tz Europe/Berlin",
      "  queuectl schedule check 'every 15m' -n 3"
    })
public final class ScheduleCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CRON", description = "The expression, in quotes.")
  String cron = "";

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description = "The time zone (default: that of this system).")
  @Nullable String tz;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many times (default: 5, at most 1000).")
  String count = "5";

  private final CommandContext context;
  private final TimesReport times;

  ScheduleCheckCommand(CommandContext context, TimesReport times) {
    this.context = context;
    this.times = times;
  }

  @Override
  public Integer call() {
    var zone = tz == null ? context.console().zone().get() : Zones.of(tz);
    var now = context.now().truncatedTo(ChronoUnit.SECONDS);
    var table = Timetable.of(cron, now);
    var next = table.next(now, zone, TimesReport.count(count));
    if (!context.printer().json()) {
      context.printer().line(ScheduleText.rule(table, zone));
    }
    times.print(table, zone, next);
    return 0;
  }
}
