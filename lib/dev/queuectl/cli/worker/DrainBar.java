package dev.queuectl.cli.worker;

import dev.queuectl.JobState;
import dev.queuectl.Transition;
import dev.queuectl.store.Store;
import dev.queuectl.worker.WorkerEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// How far a worker that was started to drain has come: the jobs it has brought to an end, of those
/// that were to be run when it began. Other workers and new jobs make it an estimate.
final class DrainBar {
  private static final int WIDTH = 30;

  /// An estimate need not count more.
  private static final int MOST_LATER = 1000;

  private final long total;
  private final AtomicLong ended = new AtomicLong();

  DrainBar(Map<JobState, Long> counts) {
    this.total =
        counts.getOrDefault(JobState.PENDING, 0L)
            + counts.getOrDefault(JobState.FAILED, 0L)
            + counts.getOrDefault(JobState.PROCESSING, 0L);
  }

  /// Of the jobs that are to be run now: those scheduled for later are not waited for.
  ///
  /// @param queues those the worker serves; empty means all
  static DrainBar of(Store store, Set<String> queues) {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    store.queues().list().stream()
        .filter(queue -> !queue.isPaused())
        .filter(queue -> queues.isEmpty() || queues.contains(queue.name()))
        .forEach(queue -> queue.counts().forEach((state, n) -> counts.merge(state, n, Long::sum)));
    var later =
        store.jobs().nextDue(MOST_LATER).stream()
            .filter(job -> job.state() == JobState.PENDING)
            .filter(job -> queues.isEmpty() || queues.contains(job.queue()))
            .count();
    counts.merge(JobState.PENDING, -later, Long::sum);
    return new DrainBar(counts);
  }

  void count(WorkerEvent event) {
    var isEnd = event instanceof WorkerEvent.Ended of && isFinal(of.transition());
    if (isEnd || event instanceof WorkerEvent.Quarantined) {
      ended.incrementAndGet();
    }
  }

  private static boolean isFinal(Transition transition) {
    return switch (transition) {
      case Transition.Complete _, Transition.Bury _, Transition.Cancel _ -> true;
      case Transition.Retry _, Transition.Snooze _, Transition.Release _ -> false;
    };
  }

  /// For example `[##### ] 12 of 40`.
  String text() {
    var done = ended.get();
    var most = Math.max(1, Math.max(total, done));
    var filled = (int) (WIDTH * done / most);
    return "[%s%s] %,d of %,d"
        .formatted("#".repeat(filled), " ".repeat(WIDTH - filled), done, most);
  }
}
