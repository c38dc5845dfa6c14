package dev.queuectl.cli.worker;

import dev.queuectl.Worker;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.dashboard.RunningDashboard;
import dev.queuectl.report.LiveWorkers;
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
      "Replace the workers of this queue with new ones, for example after an upgrade.",
      "Running jobs keep running, undisturbed, under the new workers. These run in the background with the same number of slots, the same queues, and the same --drain, --exit-code and --dashboard. A worker in another pid namespace or on another host lets its jobs finish first."
    },
    footer = {"  queuectl worker restart", "  queuectl worker restart 4711"})
public final class WorkerRestartCommand implements Callable<Integer> {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this worker: its id or pid.")
  @Nullable String id;

  private final CommandContext context;
  private final DetachedWorker detached;

  WorkerRestartCommand(CommandContext context, DetachedWorker detached) {
    this.context = context;
    this.detached = detached;
  }

  @Override
  public Integer call() {
    var found = WorkersHere.named(context.open().workers(), id, context.now());
    if (found.isEmpty()) {
      context.printer().note("no workers are running. Start one with: queuectl worker start");
      return 0;
    }
    try (var _ = RestartLock.take(context.access().runDirectory())) {
      var code = 0;
      for (var worker : found) {
        code = Math.max(code, restart(worker.id()));
      }
      return code;
    }
  }

  /// One that another restart has replaced meanwhile is new already, and one that somebody has
  /// stopped is to stay so.
  private int restart(String id) {
    var now =
        LiveWorkers.of(context.open().workers(), context.now()).stream()
            .filter(worker -> worker.id().equals(id))
            .findFirst()
            .orElse(null);
    if (now == null) {
      context
          .printer()
          .note("worker %s is already gone: restarted by somebody else, or stopped.".formatted(id));
      return 0;
    }
    if (now.isSolo()) {
      context
          .printer()
          .note("worker %s was left alone: it only runs one job, for queuectl run.".formatted(id));
      return 0;
    }
    if (now.stop() != null && now.stop() != Worker.Stop.HANDOVER) {
      context.printer().note("worker %s is being stopped, so it was not restarted.".formatted(id));
      return 0;
    }
    return restart(now);
  }

  /// The old one goes first: two at a time would run twice as many jobs.
  private int restart(Worker worker) {
    var dashboard = portOfDashboard(worker);
    var options = StartOptions.of(context.access().runDirectory(), worker.id());
    if (!context
        .access()
        .queueActions()
        .stop(worker.id(), WorkersHere.isSeen(worker) ? Worker.Stop.HANDOVER : Worker.Stop.DRAIN)) {
      context
          .printer()
          .note("worker %s has stopped by itself, so it was not restarted.".formatted(worker.id()));
      return 0;
    }
    if (!await(worker)) {
      context
          .printer()
          .complain(
              "worker %s did not stop within 30 s, so no new one was started. See queuectl worker status."
                  .formatted(worker.id()));
      return Failures.FAILED;
    }
    return detached.start(
        LocalWorker.newId(context.now()),
        new WorkerOptions(worker.targetSlots(), worker.queues(), null, options.drain()),
        options.exitCode(),
        dashboard,
        false);
  }

  /// One that cannot be seen from here cannot be waited for by its pid, and what it ran could not
  /// be taken over: it may take all the time that its jobs need.
  private boolean await(Worker worker) {
    var delay = new PollDelay();
    var elsewhere = WorkersHere.isOutOfSight(worker);
    if (elsewhere) {
      context
          .printer()
          .note(
              "worker %s runs in another pid namespace or on another host (%s): waiting for its jobs to finish."
                  .formatted(worker.id(), worker.host()));
      context.console().interrupts().accept(_ -> delay.end());
    }
    return delay.until(
        () -> !WorkersHere.isStillThere(worker, context.open().workers(), context.now()),
        BETWEEN,
        elsewhere ? PollDelay.FOREVER : PATIENCE);
  }

  /// @return null if it has none
  private @Nullable String portOfDashboard(Worker worker) {
    return RunningDashboard.all(context.access().runDirectory(), context.access().place()).stream()
        .filter(dashboard -> dashboard.process().pid() == worker.process().pid())
        .map(dashboard -> Integer.toString(dashboard.port()))
        .findFirst()
        .orElse(null);
  }
}
