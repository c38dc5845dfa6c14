package dev.queuectl.report.prometheus;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.report.Metrics;
import dev.queuectl.report.Spread;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Metrics as Prometheus reads them: counters of what was ever done, which never go down, and
/// gauges of now. Those of the last day, which stand for times before the counters, are gauges,
/// too.
public final class Exposition {
  private final Families families = new Families();
  private final QueueLabels queues;

  private Exposition(Scrape scrape) {
    queues = new QueueLabels(scrape.totals(), scrape.metrics().queues());
  }

  /// A text format.
  public enum Format {
    /// Version 0.0.4.
    PROMETHEUS(PrometheusTextFormatWriter.create()),
    OPEN_METRICS(OpenMetricsTextFormatWriter.create());

    private final ExpositionFormatWriter writer;

    Format(ExpositionFormatWriter writer) {
      this.writer = writer;
    }

    /// @param accepted the header of that name
    public static Format of(@Nullable String accepted) {
      return accepted != null && accepted.contains("application/openmetrics-text")
          ? OPEN_METRICS
          : PROMETHEUS;
    }

    public String contentType() {
      return writer.getContentType();
    }
  }

  public static void write(Scrape scrape, Format format, OutputStream to) {
    var exposition = new Exposition(scrape);
    exposition.now(scrape);
    exposition.ofQueues(scrape.metrics().queues());
    exposition.ofSchedules(scrape.schedules());
    exposition.lastDay(scrape.metrics());
    new Counters(exposition.families, scrape.totals(), exposition.queues).add();
    try {
      format.writer.write(to, exposition.families.build(), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void now(Scrape scrape) {
    families.info("The program.", Labels.of("version", scrape.version()));
    var waiting = new LinkedHashMap<Labels, Double>();
    scrape
        .waiting()
        .forEach((wait, jobs) -> waiting.put(Labels.of("wait", wait.word()), (double) jobs));
    families.gauge("waiting_jobs", "Pending and failed jobs, by what they wait for.", waiting);
    families.single(
        "oldest_ready_seconds",
        "For how long the job that has been ready longest has been ready; 0 if none is.",
        scrape.oldestReady().map(Durations::seconds).orElse(0.0));
    families.single("worker_processes", "Live workers.", scrape.metrics().workers().size());
    families.single("worker_slots", "Slots of live workers.", scrape.metrics().slots());
    families.single("worker_slots_busy", "Slots of live workers that run a job.", scrape.busy());
  }

  private void ofQueues(List<Queue> all) {
    var jobs = new LinkedHashMap<Labels, Double>();
    for (var queue : all) {
      for (var state : JobState.values()) {
        var labels = Labels.of("queue", queues.of(queue.name()), "state", state.word());
        jobs.merge(labels, (double) queue.count(state), Double::sum);
      }
    }
    families.gauge("jobs", "Jobs by queue and state.", jobs);
    families.gauge(
        "queue_paused",
        "1 if the queue is paused, else 0; of other queues, how many are.",
        each(all.stream(), queue -> queue.isPaused() ? 1 : 0));
    families.gauge(
        "queue_concurrency_limit",
        "How many jobs of a queue may run at a time, if there is a limit.",
        each(
            all.stream().filter(queue -> queue.concurrency() != null && queues.isOwn(queue.name())),
            queue -> Objects.requireNonNullElse(queue.concurrency(), 0)));
  }

  private Map<Labels, Double> each(Stream<Queue> some, ToDoubleFunction<Queue> value) {
    var values = new LinkedHashMap<Labels, Double>();
    some.forEach(
        queue ->
            values.merge(
                Labels.of("queue", queues.of(queue.name())),
                value.applyAsDouble(queue),
                Double::sum));
    return values;
  }

  private void ofSchedules(List<ScheduleNumbers> all) {
    families.gauge(
        "schedule_next_timestamp_seconds",
        "When a schedule is due next; none while it is paused or has ended.",
        each(all, numbers -> time(numbers.nextAt())));
    families.gauge(
        "schedule_last_success_timestamp_seconds",
        "When a job of a schedule has completed last, of those that are kept.",
        each(all, numbers -> time(numbers.lastSuccessAt())));
    families.counter(
        "schedule_skipped",
        "Times for which no job was made, since the last one had not ended.",
        each(all, numbers -> (double) numbers.skipped()));
    families.counter(
        "schedule_missed",
        "Times that passed without a worker and were not made up for.",
        each(all, numbers -> (double) numbers.missed()));
    families.gauge(
        "schedule_late",
        "Whether no run of a schedule has completed in time; none if it does not say when.",
        each(all, numbers -> numbers.isLate() == null ? null : numbers.isLate() ? 1.0 : 0.0));
  }

  private static Map<Labels, Double> each(
      List<ScheduleNumbers> all, Function<ScheduleNumbers, @Nullable Double> value) {
    var values = new LinkedHashMap<Labels, Double>();
    for (var numbers : all) {
      var number = value.apply(numbers);
      if (number != null) {
        values.put(Labels.of("schedule", numbers.name()), number);
      }
    }
    return values;
  }

  private static @Nullable Double time(@Nullable Instant time) {
    return time == null ? null : Double.valueOf(time.toEpochMilli() / 1000.0);
  }

  private void lastDay(Metrics metrics) {
    var completed = new LinkedHashMap<Labels, Double>();
    metrics
        .completed()
        .forEach(
            (span, done) ->
                completed.put(
                    Labels.of("span", Durations.text(span).replace(" ", "")),
                    (double) done.jobs()));
    families.gauge(
        "completed_jobs",
        "Jobs completed within the span, including jobs removed since.",
        completed);
    spread("run", "Run time of attempts in the last day", metrics.ran());
    spread("wait", "Time attempts in the last day waited for a slot", metrics.waited());
    families.single("retries", "Attempts in the last day that led to a retry.", metrics.retries());
    families.single(
        "success_ratio",
        "Share of the jobs ended in the last day that completed.",
        Objects.requireNonNullElse(metrics.successRate(), Double.NaN));
    families.single(
        "sample_jobs", "Attempts in the last day that the times are based on.", metrics.sample());
  }

  private void spread(String name, String what, Spread spread) {
    var quantiles = new LinkedHashMap<Labels, Double>();
    quantile(quantiles, "0.5", spread.p50());
    quantile(quantiles, "0.95", spread.p95());
    quantile(quantiles, "0.99", spread.p99());
    families.gauge(name + "_seconds", what + ", percentiles, accurate to 9 %.", quantiles);
    var mean = spread.mean();
    families.gauge(
        name + "_seconds_mean",
        what + ", mean, accurate to 9 %.",
        mean == null ? Map.of() : Map.of(Labels.EMPTY, Durations.seconds(mean)));
  }

  private static void quantile(
      Map<Labels, Double> quantiles, String quantile, @Nullable Duration duration) {
    if (duration != null) {
      quantiles.put(Labels.of("quantile", quantile), Durations.seconds(duration));
    }
  }
}
