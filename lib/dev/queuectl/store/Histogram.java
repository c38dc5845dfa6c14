package dev.queuectl.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts durations in buckets whose bounds grow by the fourth root of two: what is read from it is
/// accurate to 9 %, from a millisecond to centuries, with four numbers for each doubling. (The idea
/// is that of Prometheus' native histograms, with schema 2.)
public final class Histogram {
  private static final double BUCKETS_PER_DOUBLING = 4;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long total;

  /// The bucket of a duration; all up to a millisecond share the first, which is 0.
  public static int bucket(Duration duration) {
    var millis = Math.max(1, duration.toMillis());
    return (int) Math.floor(BUCKETS_PER_DOUBLING * Math.log(millis) / Math.log(2));
  }

  /// The middle of a bucket, as ratios go.
  public static Duration middle(int bucket) {
    var millis = Math.pow(2, (bucket + 0.5) / BUCKETS_PER_DOUBLING);
    return Duration.ofNanos((long) (millis * 1_000_000));
  }

  public void add(int bucket, long count) {
    counts.merge(bucket, count, Long::sum);
    total += count;
  }

  public long total() {
    return total;
  }

  /// The mean, taking every duration as the middle of its bucket; empty if nothing was counted.
  public Optional<Duration> mean() {
    var sum = 0.0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      sum += (double) middle(bucket.getKey()).toMillis() * bucket.getValue();
    }
    return total == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(sum / total)));
  }

  /// The duration that this share of all does not exceed; empty if nothing was counted.
  ///
  /// @param part from 0 to 1, for example 0.95
  public Optional<Duration> percentile(double part) {
    var wanted = Math.max(1, (long) Math.ceil(part * total));
    var seen = 0L;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= wanted) {
        return Optional.of(middle(bucket.getKey()));
      }
    }
    return Optional.empty();
  }
}
