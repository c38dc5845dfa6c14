package dev.queuectl.cli;

import dev.queuectl.Worker;
import dev.queuectl.worker.WorkerOptions;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `worker restart [ID]`
@Prototype
@Command(
    name = "restart",
    description = {
      "Replace the workers of this queue on this host by new ones, for example after an upgrade.",
      "Their running jobs run on, undisturbed, under the new ones. These run in the background, with as many slots and the same queues."
    },
    footer = {"  queuectl worker restart", "  queuectl worker restart 4711"})
final class WorkerRestartCommand implements Callable<Integer> {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final int LOOKS = 1500; // for 30 s

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "Only this worker, by its id or pid.")
  @Nullable String id;

  private final StoreDoor door;
  private final Printer printer;
  private final DetachedWorker detached;

  WorkerRestartCommand(StoreDoor door, Printer printer, DetachedWorker detached) {
    this.door = door;
    this.printer = printer;
    this.detached = detached;
  }

  @Override
  public Integer call() {
    var workers = WorkersHere.named(door.open().workers(), id);
    if (workers.isEmpty()) {
      printer.note("no workers are running. Start one with: queuectl worker start");
    }
    var code = 0;
    for (var worker : workers) {
      code = Math.max(code, restart(worker));
    }
    return code;
  }

  /// The old one goes first: two at a time would run twice as many jobs.
  private int restart(Worker worker) {
    var dashboard = portOfDashboard(worker);
    door.open().workers().stop(worker.id(), Worker.Stop.HANDOVER);
    door.wakeWorkers();
    var pause = new Pause();
    for (var look = 0; WorkersHere.isAlive(worker); look++) {
      if (look == LOOKS) {
        printer.complain(
            "worker %s has not gone within 30 s, and no other was started. See queuectl worker status."
                .formatted(worker.id()));
        return Failures.FAILED;
      }
      pause.take(BETWEEN);
    }
    var options = new WorkerOptions(worker.targetSlots(), worker.queues(), null, false);
    return detached.start(LocalWorker.newId(door.now()), options, false, dashboard);
  }

  /// @return null if it has none
  private @Nullable String portOfDashboard(Worker worker) {
    return RunningDashboard.all(door.runDirectory()).stream()
        .filter(dashboard -> dashboard.process().pid() == worker.process().pid())
        .map(dashboard -> Integer.toString(dashboard.port()))
        .findFirst()
        .orElse(null);
  }
}
