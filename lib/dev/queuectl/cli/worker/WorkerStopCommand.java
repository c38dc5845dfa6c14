package dev.queuectl.cli.worker;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.process.posix.Identities;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `worker stop [ID]`
@Prototype
@Command(
    name = "stop",
    description = {
      "Stop the workers of this queue, wherever they were started, and wait until they have stopped.",
      "They let their jobs finish. Also: worker-stop."
    },
    footer = {
      "  queuectl worker stop",
      "  queuectl worker stop --force  # their jobs run again later",
      "  queuectl worker stop --timeout 1m"
    })
public final class WorkerStopCommand implements Callable<Integer> {
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final int NAMED = 5;

  /// How long the process of a worker that has left may take to end: it may have other things to
  /// do.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this worker: its id or pid.")
  @Nullable String id;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only the workers of this host, as worker status names it.")
  @Nullable String host;

  @Option(
      names = "--force",
      description = "End their jobs; these go back to pending, and it does not count as a failure.")
  boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Wait no longer than this, then exit 1; the workers keep stopping.")
  @Nullable String timeout;

  private final CommandContext context;

  WorkerStopCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var limit = timeout == null ? PollDelay.FOREVER : Durations.parse("--timeout", timeout);
    var workers = workers();
    if (workers.isEmpty()) {
      return done(workers, "No workers are running.");
    }
    var how = force ? Worker.Stop.NOW : Worker.Stop.DRAIN;
    var actions = context.access().queueActions();
    workers.forEach(worker -> actions.stop(worker.id(), how));
    noteBusy(workers);
    return waitFor(workers, limit)
        ? done(
            workers,
            "Stopped %s with %s."
                .formatted(
                    WorkerStatusCommand.processes(workers.size()),
                    Numbers.counted(workers.stream().mapToInt(Worker::slots).sum(), "slot")))
        : tooLate(workers);
  }

  private List<Worker> workers() {
    var named = WorkersHere.named(context.open().workers(), id, context.now());
    var there = named.stream().filter(each -> host == null || each.host().equals(host)).toList();
    if (host != null && there.isEmpty()) {
      throw new QueueException.NotFound(
          "no worker%s is running on host \"%s\"".formatted(id == null ? "" : " " + id, host),
          "See queuectl worker status.");
    }
    return there;
  }

  private void noteBusy(List<Worker> workers) {
    var running = running(workers);
    if (!running.isEmpty()) {
      var ids = running.stream().limit(NAMED).map(Job::id).toList();
      context
          .printer()
          .note(
              "waiting for %s: %s%s."
                  .formatted(
                      Numbers.counted(running.size(), "running job"),
                      String.join(", ", ids),
                      running.size() > NAMED ? ", ..." : ""));
    }
  }

  private List<Job> running(List<Worker> workers) {
    var jobs = new ArrayList<Job>();
    workers.forEach(worker -> jobs.addAll(context.open().workers().leasedBy(worker.id())));
    return jobs;
  }

  private boolean waitFor(List<Worker> workers, Duration limit) {
    var delay = new PollDelay();
    context.console().interrupts().accept(_ -> delay.end());
    if (!delay.until(() -> workers.stream().noneMatch(this::isAtWork), BETWEEN, limit)) {
      return false;
    }
    delay.until(() -> workers.stream().noneMatch(this::isEnding), BETWEEN, PATIENCE);
    return true;
  }

  private boolean isAtWork(Worker worker) {
    return WorkersHere.isStillThere(worker, context.open().workers(), context.now())
        && context.open().workers().workers().stream()
            .map(Worker::id)
            .anyMatch(worker.id()::equals);
  }

  /// Whether its process, which has nothing else to do, still runs: scripts expect it gone.
  private boolean isEnding(Worker worker) {
    return WorkersHere.isSeen(worker) && !worker.process().equals(Identities.self());
  }

  private int tooLate(List<Worker> workers) {
    context
        .printer()
        .complain(
            "still waiting for %s; the workers keep stopping. End the jobs with --force."
                .formatted(Numbers.counted(running(workers).size(), "running job")));
    return Failures.FAILED;
  }

  private int done(List<Worker> stopped, String sentence) {
    if (context.printer().json()) {
      context
          .printer()
          .object(json -> json.list("stopped", stopped.stream().map(Worker::id).toList()));
    } else if (context.printer().talkative()) {
      context.printer().line(sentence);
    }
    return 0;
  }
}
