package dev.queuectl;

import java.time.Instant;
import java.util.List;

/// Numbers about what has been done. Every method costs index look-ups and what it returns or
/// counts, and that has a bound.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it.
public interface MetricStore {
  /// How many ends are counted of one queue.
  int MOST_COUNTED = 100_000;

  /// How many jobs completed at a time or later, of each queue [#MOST_COUNTED] at most.
  Completed completedSince(Instant since);

  /// @param capped whether there are more
  record Completed(long jobs, boolean capped) {}

  /// The jobs that were completed or buried last, newest first, over all queues.
  List<EndedJob> newestEnded(int limit);
}
