package dev.queuectl.cli.dashboard;

import dev.queuectl.Numbers;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `dashboard stop`
@Prototype
@Command(
    name = "stop",
    description = {
      "Stop the dashboards of this queue on this host. A worker's own dashboard stays until "
          + "the worker stops.",
      "Also: dashboard-stop."
    },
    footer = "  queuectl dashboard stop")
public final class DashboardStopCommand implements Callable<Integer> {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StoreAccess access;
  private final Printer printer;

  DashboardStopCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var dashboards = RunningDashboard.all(access.runDirectory(), access.place());
    var ofWorkers = ofWorkers(dashboards);
    dashboards.removeAll(ofWorkers);
    dashboards.forEach(
        dashboard -> ProcessHandle.of(dashboard.process().pid()).ifPresent(ProcessHandle::destroy));
    if (!new PollDelay().until(() -> haveEnded(dashboards), BETWEEN, PATIENCE)) {
      printer.complain("the dashboard is not stopping. See queuectl dashboard status.");
      return Failures.FAILED;
    }
    if (printer.json()) {
      printer.objects(dashboards, (json, dashboard) -> dashboard.fields(json));
    } else {
      printer.line(sentence(dashboards.size(), ofWorkers.isEmpty()));
    }
    return 0;
  }

  /// Dashboards served by a worker's process, which has jobs to run: they are mentioned and stay.
  private List<RunningDashboard> ofWorkers(List<RunningDashboard> dashboards) {
    if (dashboards.isEmpty()) {
      return List.of();
    }
    var workers = access.open().workers().workers().stream().map(Worker::process).toList();
    var theirs =
        dashboards.stream().filter(dashboard -> workers.contains(dashboard.process())).toList();
    theirs.forEach(
        dashboard ->
            printer.note(
                "the dashboard at %s belongs to a worker and stops with it: queuectl worker stop"
                    .formatted(dashboard.url())));
    return theirs;
  }

  private static boolean haveEnded(List<RunningDashboard> dashboards) {
    return dashboards.stream().noneMatch(RunningDashboard::isAlive);
  }

  private static String sentence(int count, boolean all) {
    return count > 0
        ? "Stopped " + Numbers.counted(count, "dashboard") + "."
        : all ? "No dashboard is running." : "No dashboard was stopped.";
  }
}
