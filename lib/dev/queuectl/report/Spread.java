package dev.queuectl.report;

import dev.queuectl.store.Histogram;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How durations are spread: their mean and percentiles. All null when there are none.
public record Spread(
    @Nullable Duration mean,
    @Nullable Duration p50,
    @Nullable Duration p95,
    @Nullable Duration p99) {

  /// Right to 9 %, as the histogram is.
  public static Spread of(Histogram durations) {
    return new Spread(
        durations.mean().orElse(null),
        durations.percentile(0.5).orElse(null),
        durations.percentile(0.95).orElse(null),
        durations.percentile(0.99).orElse(null));
  }

  /// Percentiles by the nearest rank, which are durations that did occur.
  public static Spread of(List<Duration> durations) {
    if (durations.isEmpty()) {
      return new Spread(null, null, null, null);
    }
    var sorted = durations.stream().sorted().toList();
    var sum = durations.stream().reduce(Duration.ZERO, Duration::plus);
    return new Spread(
        sum.dividedBy(durations.size()), rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
  }

  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }

  public void fields(JsonOut json) {
    json.field("mean", mean);
    json.field("p50", p50);
    json.field("p95", p95);
    json.field("p99", p99);
  }
}
