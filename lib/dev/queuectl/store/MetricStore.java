package dev.queuectl.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Numbers about what has been done. The cost of every method is index look-ups and what it returns
/// or counts, which is bounded.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it.
public interface MetricStore {
  /// For how long the rollups of seconds are kept: longer than the longest span whose beginning
  /// must be exact to the second.
  Duration SECONDS_KEPT = Duration.ofHours(2);

  /// For how long the rollups of minutes are kept.
  Duration MINUTES_KEPT = Duration.ofHours(25);

  /// For how long the rollups of hours are kept.
  Duration HOURS_KEPT = Duration.ofDays(90);

  /// How many jobs completed in the second that a time lies in, or later. Jobs that were removed,
  /// pruned or retried since count, too. Not further back than [#MINUTES_KEPT].
  Completed completedSince(Instant since);

  /// @param capped whether there are more
  record Completed(long jobs, boolean capped) {}

  /// The rollups of attempts that ended from a time on, oldest first. Seconds are kept for
  /// [#SECONDS_KEPT], minutes for a bit more than a day, hours for [#HOURS_KEPT].
  ///
  /// @param from the first second, minute or hour is the one that this lies in
  List<Rollup> rollups(Rollup.Span span, Instant from);

  /// What was ever done, by queue, since the store has counted it. Queues that were used first come
  /// first.
  List<Total> totals();

  /// Deletes the rollups that are no longer kept.
  void trim(Instant now);
}
