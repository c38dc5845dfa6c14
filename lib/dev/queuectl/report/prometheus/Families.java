package dev.queuectl.report.prometheus;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;

/// Families of metrics, one after the other. Each is given its values by their labels.
final class Families {
  private static final String PREFIX = "queuectl_";

  private final MetricSnapshots.Builder all = MetricSnapshots.builder();

  /// Durations by their buckets.
  ///
  /// @param counts of each bucket itself, without the smaller ones
  /// @param sum of all durations, in seconds
  record Durations(ClassicHistogramBuckets counts, double sum) {}

  void single(String name, String help, double value) {
    gauge(name, help, Map.of(Labels.EMPTY, value));
  }

  void gauge(String name, String help, Map<Labels, Double> values) {
    var gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
    values.forEach(
        (labels, value) ->
            gauge.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    all.metricSnapshot(gauge.build());
  }

  /// @param name to which the format adds `_total`
  void counter(String name, String help, Map<Labels, Double> values) {
    var counter = CounterSnapshot.builder().name(PREFIX + name).help(help);
    values.forEach(
        (labels, value) ->
            counter.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    all.metricSnapshot(counter.build());
  }

  /// @param name to which the format adds `_bucket`, `_sum` and `_count`
  void histogram(String name, String help, Map<Labels, Durations> values) {
    var histogram = HistogramSnapshot.builder().name(PREFIX + name).help(help);
    values.forEach(
        (labels, durations) ->
            histogram.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(labels)
                    .classicHistogramBuckets(durations.counts())
                    .sum(durations.sum())
                    .build()));
    all.metricSnapshot(histogram.build());
  }

  /// The family without a name of its own: `queuectl_info`.
  void info(String help, Labels labels) {
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name("queuectl")
            .help(help)
            .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
            .build());
  }

  MetricSnapshots build() {
    return all.build();
  }
}
