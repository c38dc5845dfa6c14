package dev.queuectl.report;

import dev.queuectl.store.Histogram;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What happened in one minute or hour, or from a time on.
///
/// @param counts of attempts that ended, for the measures that occurred
/// @param ran for how long they ran
/// @param waited for how long they waited for a slot
public record History(
    Instant beginsAt, Map<Measure, Long> counts, Histogram ran, Histogram waited) {

  /// @param rollups oldest first
  /// @return one for each time at which something ended
  public static List<History> of(List<Rollup> rollups) {
    var points = new ArrayList<History>();
    for (var rollup : rollups) {
      if (points.isEmpty() || !points.getLast().beginsAt.equals(rollup.beginsAt())) {
        points.add(
            new History(
                rollup.beginsAt(), new EnumMap<>(Measure.class), new Histogram(), new Histogram()));
      }
      points.getLast().add(rollup);
    }
    return points;
  }

  /// All of them as one.
  public static History since(Instant from, List<Rollup> rollups) {
    var whole = new History(from, new EnumMap<>(Measure.class), new Histogram(), new Histogram());
    rollups.forEach(whole::add);
    return whole;
  }

  private void add(Rollup rollup) {
    switch (rollup.measure()) {
      case RUN -> ran.add(rollup.bucket(), rollup.attempts());
      case WAIT -> waited.add(rollup.bucket(), rollup.attempts());
      case COMPLETED, FAILED, DEAD, CANCELLED, INTERRUPTED, SNOOZED, GAVE_UP ->
          counts.merge(rollup.measure(), rollup.attempts(), Long::sum);
    }
  }

  public long count(Measure measure) {
    return counts.getOrDefault(measure, 0L);
  }

  public void fields(JsonOut json) {
    json.field("begins_at", beginsAt);
    for (var measure : Measure.values()) {
      if (measure != Measure.RUN && measure != Measure.WAIT) {
        json.field(measure.word(), count(measure));
      }
    }
    json.object("run_time", () -> percentiles(json, ran));
    json.object("wait_time", () -> percentiles(json, waited));
  }

  private static void percentiles(JsonOut json, Histogram histogram) {
    json.field("p50", histogram.percentile(0.5).orElse(null));
    json.field("p95", histogram.percentile(0.95).orElse(null));
    json.field("p99", histogram.percentile(0.99).orElse(null));
  }
}
