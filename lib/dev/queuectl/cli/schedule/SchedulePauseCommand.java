package dev.queuectl.cli.schedule;

import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `schedule pause NAME [REASON]`
@Prototype
@Command(
    name = "pause",
    description = "Have a schedule make no more jobs until it is resumed. Its jobs stay.",
    footer = {"  queuectl schedule pause nightly", "  queuectl schedule pause nightly 'disk full'"})
public final class SchedulePauseCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "The schedule.")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "REASON",
      description = "Why; shown by schedule list and why.")
  List<String> reason = List.of();

  private final StoreAccess access;
  private final ScheduleReport report;

  SchedulePauseCommand(StoreAccess access, ScheduleReport report) {
    this.access = access;
    this.report = report;
  }

  @Override
  public Integer call() {
    var why = String.join(" ", reason).strip();
    var paused = access.scheduleActions().pause(name, why.isEmpty() ? null : why);
    report.result(paused, "Paused %s.".formatted(name));
    return 0;
  }
}
