package dev.queuectl.cli.schedule;

import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `schedule remove NAME`
@Prototype
@Command(
    name = "remove",
    description = {"Forget a schedule. The jobs that it has made stay.", "Also: schedule delete."},
    footer = {"  queuectl schedule remove nightly"})
public final class ScheduleRemoveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The schedule.")
  String name = "";

  private final StoreAccess access;
  private final ScheduleReport report;

  ScheduleRemoveCommand(StoreAccess access, ScheduleReport report) {
    this.access = access;
    this.report = report;
  }

  @Override
  public Integer call() {
    report.result(access.scheduleActions().remove(name), "Removed %s.".formatted(name));
    return 0;
  }
}
