package dev.queuectl.report.prometheus;

import dev.queuectl.store.Total;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// The families that only grow.
final class Counters {
  /// Ways in which attempts end by their own doing.
  private static final Set<String> OWN = Set.of("succeeded", "failed", "killed", "timed_out");

  private static final Set<String> OUTCOMES =
      Set.of(
          "succeeded", "failed", "killed", "timed_out", "not_started", "cancelled", "interrupted");

  private final Families families;
  private final List<Total> totals;
  private final QueueLabels queues;

  Counters(Families families, List<Total> totals, QueueLabels queues) {
    this.families = families;
    this.totals = totals;
    this.queues = queues;
  }

  void add() {
    count("jobs_enqueued", "Jobs enqueued.", Total.ENQUEUED);
    families.counter(
        "attempts",
        "Attempts that ended, by outcome.",
        counts(
            OUTCOMES::contains,
            total -> Labels.of("queue", queues.of(total.queue()), "outcome", total.measure())));
    count("job_retries", "Attempts after which a job was to be tried again.", Total.RETRIED);
    count("jobs_buried", "Jobs that went to the dead letter queue.", Total.DEAD);
    count("jobs_given_up", "Those of them that a rule kept from being tried again.", Total.GAVE_UP);
    count("job_snoozes", "Attempts that a rule took for no failure.", Total.SNOOZED);
    durations("attempt_run_seconds", "Run time of attempts that ended by their own doing.", OWN);
    durations(
        "attempt_wait_seconds",
        "Time for which such attempts had been ready before they began.",
        Set.of(Total.WAITED));
  }

  private void count(String name, String help, String measure) {
    families.counter(name, help, counts(measure::equals, this::label));
  }

  private Labels label(Total total) {
    return Labels.of("queue", queues.of(total.queue()));
  }

  private Map<Labels, Double> counts(Predicate<String> measure, Function<Total, Labels> label) {
    var counts = new LinkedHashMap<Labels, Double>();
    totals.stream()
        .filter(total -> measure.test(total.measure()))
        .forEach(total -> counts.merge(label.apply(total), (double) total.number(), Double::sum));
    return counts;
  }

  private void durations(String name, String help, Set<String> measures) {
    var histograms = new LinkedHashMap<Labels, long[]>();
    var sums = new LinkedHashMap<Labels, Long>();
    for (var total : totals) {
      if (measures.contains(total.measure())) {
        var label = label(total);
        var counts = histograms.computeIfAbsent(label, _ -> new long[Total.BOUNDS.size() + 1]);
        counts[Math.clamp(total.bucket(), 0, Total.BOUNDS.size())] += total.number();
        sums.merge(label, total.millis(), Long::sum);
      }
    }
    var values = new LinkedHashMap<Labels, Families.Durations>();
    histograms.forEach(
        (label, counts) ->
            values.put(
                label,
                new Families.Durations(buckets(counts), sums.getOrDefault(label, 0L) / 1000.0)));
    families.histogram(name, help, values);
  }

  private static ClassicHistogramBuckets buckets(long[] counts) {
    var buckets = ClassicHistogramBuckets.builder();
    for (var i = 0; i < Total.BOUNDS.size(); i++) {
      buckets.bucket(Total.BOUNDS.get(i).toMillis() / 1000.0, counts[i]);
    }
    return buckets.bucket(Double.POSITIVE_INFINITY, counts[Total.BOUNDS.size()]).build();
  }
}
