package dev.queuectl.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Numbers about what has been done. Every method costs index look-ups and what it returns or
/// counts, and that has a bound.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it.
public interface MetricStore {
  /// For how long the rollups of seconds are kept: longer than the longest span whose beginning is
  /// to be known to the second.
  Duration SECONDS_KEPT = Duration.ofHours(2);

  /// For how long the rollups of minutes are kept.
  Duration MINUTES_KEPT = Duration.ofHours(25);

  /// For how long the rollups of hours are kept.
  Duration HOURS_KEPT = Duration.ofDays(90);

  /// How many jobs completed in the second of a time or later, whatever has become of them since:
  /// removed, pruned or retried, they have completed. Not further back than [#MINUTES_KEPT].
  Completed completedSince(Instant since);

  /// @param capped whether there are more
  record Completed(long jobs, boolean capped) {}

  /// What is counted of the attempts that ended from a time on, oldest first. Seconds are kept for
  /// [#SECONDS_KEPT], minutes for a bit more than a day, hours for [#HOURS_KEPT].
  ///
  /// @param from the first second, minute or hour is the one that this lies in
  List<Rollup> rollups(Rollup.Span span, Instant from);

  /// Forgets the rollups that are not kept any longer.
  void trim(Instant now);
}
