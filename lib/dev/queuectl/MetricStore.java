package dev.queuectl;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Numbers about what has been done. Every method costs index look-ups and what it returns or
/// counts, and that has a bound.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it.
public interface MetricStore {
  /// How many ends are counted of one queue.
  int MOST_COUNTED = 100_000;

  /// For how long the rollups of minutes are kept.
  Duration MINUTES_KEPT = Duration.ofHours(25);

  /// For how long the rollups of hours are kept.
  Duration HOURS_KEPT = Duration.ofDays(90);

  /// How many jobs completed at a time or later, of each queue [#MOST_COUNTED] at most.
  Completed completedSince(Instant since);

  /// @param capped whether there are more
  record Completed(long jobs, boolean capped) {}

  /// The jobs that were completed or buried last, newest first, over all queues.
  List<EndedJob> newestEnded(int limit);

  /// What is counted of the attempts that ended from a time on, oldest first. Minutes are kept for
  /// a bit more than a day, hours for [#HOURS_KEPT].
  ///
  /// @param from the first minute or hour is the one that this lies in
  List<Rollup> rollups(Rollup.Span span, Instant from);

  /// Forgets the rollups that are not kept any longer.
  void trim(Instant now);
}
