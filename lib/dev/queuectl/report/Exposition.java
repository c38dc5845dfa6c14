package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Metrics as Prometheus reads them (its text format, version 0.0.4).
///
/// All are gauges: jobs can be removed and retried, so that no number only grows.
public final class Exposition {
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final MetricSnapshots.Builder all = MetricSnapshots.builder();

  private Exposition() {}

  public static void write(Metrics metrics, OutputStream to) {
    var exposition = new Exposition();
    exposition.jobs(metrics.queues());
    exposition.completed(metrics);
    exposition.spread("run", "Run time of attempts in the last day", metrics.ran());
    exposition.spread("wait", "Time attempts in the last day waited for a slot", metrics.waited());
    exposition.single(
        "retries", "Attempts in the last day that led to a retry.", metrics.retries());
    exposition.single(
        "success_ratio",
        "Share of the jobs ended in the last day that completed.",
        Objects.requireNonNullElse(metrics.successRate(), Double.NaN));
    exposition.single(
        "sample_jobs", "Attempts in the last day that the times are based on.", metrics.sample());
    exposition.single("worker_processes", "Live workers.", metrics.workers().size());
    exposition.single("worker_slots", "Slots of live workers.", metrics.slots());
    try {
      PrometheusTextFormatWriter.create().write(to, exposition.all.build(), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void jobs(List<Queue> queues) {
    gauge("jobs", "Jobs by queue and state.", queues.stream().flatMap(Exposition::counts));
  }

  private static Stream<GaugeDataPointSnapshot> counts(Queue queue) {
    return Stream.of(JobState.values())
        .map(
            state ->
                value(queue.count(state), Labels.of("queue", queue.name(), "state", state.word())));
  }

  private void completed(Metrics metrics) {
    gauge(
        "completed_jobs",
        "Jobs completed within the span, including jobs removed since.",
        metrics.completed().entrySet().stream()
            .map(
                span ->
                    value(
                        span.getValue().jobs(),
                        Labels.of("span", Durations.text(span.getKey()).replace(" ", "")))));
  }

  private void spread(String name, String what, Spread spread) {
    gauge(
        name + "_seconds",
        what + ", percentiles, accurate to 9 %.",
        Stream.of(
                quantile("0.5", spread.p50()),
                quantile("0.95", spread.p95()),
                quantile("0.99", spread.p99()))
            .flatMap(it -> it));
    gauge(
        name + "_seconds_mean",
        what + ", mean, accurate to 9 %.",
        Stream.ofNullable(spread.mean()).map(mean -> value(Durations.seconds(mean), Labels.EMPTY)));
  }

  private static Stream<GaugeDataPointSnapshot> quantile(
      String quantile, @Nullable Duration duration) {
    return Stream.ofNullable(duration)
        .map(it -> value(Durations.seconds(it), Labels.of("quantile", quantile)));
  }

  private void single(String name, String help, double value) {
    gauge(name, help, Stream.of(value(value, Labels.EMPTY)));
  }

  private void gauge(String name, String help, Stream<GaugeDataPointSnapshot> values) {
    var gauge = GaugeSnapshot.builder().name("queuectl_" + name).help(help);
    values.forEach(gauge::dataPoint);
    all.metricSnapshot(gauge.build());
  }

  private static GaugeDataPointSnapshot value(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }
}
