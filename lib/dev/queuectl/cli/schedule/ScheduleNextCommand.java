package dev.queuectl.cli.schedule;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.schedule.ScheduleText;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `schedule next NAME [-n 5]`
@Prototype
@Command(
    name = "next",
    description = "Print the next times of a schedule, those that a clock change moves marked.",
    footer = {"  queuectl schedule next nightly", "  queuectl schedule next nightly -n 20"})
public final class ScheduleNextCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The schedule.")
  String name = "";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many (default: 5, at most 1000).")
  String count = "5";

  private final CommandContext context;
  private final TimesReport times;

  ScheduleNextCommand(CommandContext context, TimesReport times) {
    this.context = context;
    this.times = times;
  }

  @Override
  public Integer call() {
    var schedule = context.access().scheduleActions().find(name);
    times.print(
        schedule.timetable(),
        schedule.zone(),
        ScheduleText.nextTimes(schedule, TimesReport.count(count)));
    if (schedule.isPaused()) {
      context.printer().note("it is paused. Resume it with: queuectl schedule resume " + name);
    }
    return 0;
  }
}
