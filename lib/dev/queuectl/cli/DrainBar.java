package dev.queuectl.cli;

import dev.queuectl.JobState;
import dev.queuectl.Transition;
import dev.queuectl.worker.WorkerEvent;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// How far a worker that was started to drain has come: the jobs it has brought to an end, of those
/// that were to be run when it began. Other workers and new jobs make it an estimate.
final class DrainBar {
  private static final int WIDTH = 30;

  private final long total;
  private final AtomicLong ended = new AtomicLong();

  DrainBar(Map<JobState, Long> counts) {
    this.total =
        counts.getOrDefault(JobState.PENDING, 0L)
            + counts.getOrDefault(JobState.FAILED, 0L)
            + counts.getOrDefault(JobState.PROCESSING, 0L);
  }

  void count(WorkerEvent event) {
    if (event instanceof WorkerEvent.Ended of && isFinal(of.transition())) {
      ended.incrementAndGet();
    }
  }

  private static boolean isFinal(Transition transition) {
    return switch (transition) {
      case Transition.Complete _, Transition.Bury _, Transition.Cancel _ -> true;
      case Transition.Retry _, Transition.Release _ -> false;
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
