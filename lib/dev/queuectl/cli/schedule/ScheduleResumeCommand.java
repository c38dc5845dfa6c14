package dev.queuectl.cli.schedule;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.schedule.ScheduleText;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `schedule resume NAME`
@Prototype
@Command(
    name = "resume",
    description = "Let a paused schedule go on. What it has missed meanwhile is not made up for.",
    footer = {"  queuectl schedule resume nightly"})
public final class ScheduleResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The schedule.")
  String name = "";

  private final CommandContext context;
  private final ScheduleReport report;

  ScheduleResumeCommand(CommandContext context, ScheduleReport report) {
    this.context = context;
    this.report = report;
  }

  @Override
  public Integer call() {
    var resumed = context.access().scheduleActions().resume(name);
    var next = ScheduleText.next(resumed, 1, context.now());
    report.result(resumed, "Resumed %s. %s".formatted(name, next));
    report.noteIdle();
    return 0;
  }
}
