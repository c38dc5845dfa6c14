package dev.queuectl.report;

import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Wait;
import dev.queuectl.Worker;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there is to run now, and by whom: not what is held, or scheduled for later.
///
/// @param served how many jobs run, are ready or wait for a retry in queues that a worker serves
/// @param paused the queues that are, with what waits there
/// @param unserved those that no worker serves, likewise
/// @param workers whether there is a worker that takes jobs
public record Backlog(long served, List<Line> paused, List<Line> unserved, boolean workers) {
  private static final Duration PACE = Duration.ofMinutes(5);

  public Backlog {
    paused = List.copyOf(paused);
    unserved = List.copyOf(unserved);
  }

  /// @param jobs that are ready in the queue or wait for a retry
  public record Line(Queue queue, long jobs) {}

  /// @param workers those that are alive
  public static Backlog of(Store store, List<Queue> queues, List<Worker> workers, Instant now) {
    var claiming = workers.stream().filter(worker -> worker.stop() == null).toList();
    var paused = new ArrayList<Line>();
    var unserved = new ArrayList<Line>();
    for (var queue : queues) {
      var isServed = claiming.stream().anyMatch(worker -> LiveWorkers.serves(worker, queue.name()));
      if ((queue.isPaused() || !isServed) && waiting(queue) > 0) {
        var jobs = due(store.jobs().waiting(queue.name(), now));
        if (jobs > 0) {
          (queue.isPaused() ? paused : unserved).add(new Line(queue, jobs));
        }
      }
    }
    var running = queues.stream().mapToLong(queue -> queue.count(JobState.PROCESSING)).sum();
    var apart = sum(paused) + sum(unserved);
    var served = Math.max(0, due(store.jobs().waiting(now)) - apart) + running;
    return new Backlog(served, paused, unserved, !claiming.isEmpty());
  }

  private static long waiting(Queue queue) {
    return queue.count(JobState.PENDING) + queue.count(JobState.FAILED);
  }

  private static long due(Map<Wait, Long> waiting) {
    return waiting.getOrDefault(Wait.READY, 0L) + waiting.getOrDefault(Wait.RETRYING, 0L);
  }

  private static long sum(List<Line> lines) {
    return lines.stream().mapToLong(Line::jobs).sum();
  }

  /// How long the workers will need for what they can run, at the pace of the last minutes; empty
  /// if nothing says, or there is no worker.
  public Optional<Duration> left(Store store, Instant now) {
    if (served == 0 && (workers || unserved.isEmpty())) {
      return Optional.of(Duration.ZERO);
    }
    var done = store.metrics().completedSince(now.minus(PACE)).jobs();
    return done == 0 || !workers
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(PACE.toMillis() * served / done));
  }
}
