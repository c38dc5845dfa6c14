package dev.queuectl.cli;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.report.Metrics;
import dev.queuectl.report.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats, version
/// 0.0.4). Written by hand, because a client library takes longer to load than the numbers to
/// collect.
///
/// All are gauges: jobs can be removed and retried, so that no number only grows.
final class Exposition {
  private final List<String> lines = new ArrayList<>();

  private Exposition() {}

  static List<String> of(Metrics metrics) {
    var exposition = new Exposition();
    exposition.jobs(metrics);
    exposition.completed(metrics);
    exposition.spread("run", "Run time of the last attempt", metrics.ran());
    exposition.spread("wait", "Time that the last attempt waited for a slot", metrics.waited());
    exposition.single("retries", "Executions beyond the first, of the sample.", metrics.retries());
    exposition.single("success_ratio", "Part of the sample that completed.", metrics.successRate());
    exposition.single("sample_jobs", "Size of the sample.", metrics.sample().size());
    exposition.single("worker_processes", "Workers that are alive.", metrics.workers().size());
    exposition.single("worker_slots", "Slots of these workers.", metrics.slots());
    return exposition.lines;
  }

  private void jobs(Metrics metrics) {
    head("jobs", "Jobs by queue and state.");
    for (var queue : metrics.queues()) {
      for (var state : JobState.values()) {
        value(
            "jobs",
            "{queue=\"%s\",state=\"%s\"}".formatted(escaped(queue.name()), state.word()),
            queue.count(state));
      }
    }
  }

  private void completed(Metrics metrics) {
    head("completed_jobs", "Jobs completed in the last span of time; counted to a limit.");
    metrics
        .completed()
        .forEach(
            (span, done) ->
                value(
                    "completed_jobs",
                    "{span=\"%s\"}".formatted(Durations.text(span).replace(" ", "")),
                    done.jobs()));
  }

  private void spread(String name, String what, Spread spread) {
    head(name + "_seconds", what + ", percentiles of the sample of jobs that ended last.");
    quantile(name, "0.5", spread.p50());
    quantile(name, "0.95", spread.p95());
    quantile(name, "0.99", spread.p99());
    head(name + "_seconds_mean", what + ", mean of that sample.");
    if (spread.mean() != null) {
      value(name + "_seconds_mean", "", Durations.seconds(spread.mean()));
    }
  }

  private void quantile(String name, String quantile, @Nullable Duration duration) {
    if (duration != null) {
      value(
          name + "_seconds", "{quantile=\"%s\"}".formatted(quantile), Durations.seconds(duration));
    }
  }

  private void single(String name, String help, double value) {
    head(name, help);
    value(name, "", value);
  }

  private void head(String name, String help) {
    lines.add("# HELP queuectl_%s %s".formatted(name, help));
    lines.add("# TYPE queuectl_%s gauge".formatted(name));
  }

  private void value(String name, String labels, double value) {
    var text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    lines.add("queuectl_" + name + labels + " " + text);
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
