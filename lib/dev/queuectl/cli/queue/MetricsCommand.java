package dev.queuectl.cli.queue;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.syntax.VersionCommand;
import dev.queuectl.report.Metrics;
import dev.queuectl.report.Spread;
import dev.queuectl.report.prometheus.Exposition;
import dev.queuectl.report.prometheus.Exposition.Format;
import dev.queuectl.report.prometheus.Scrape;
import dev.queuectl.store.MetricStore.Completed;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `metrics`
@Prototype
@Command(
    name = "metrics",
    description = {
      "Print metrics: jobs by state, throughput, run and wait times, retries, success rate, "
          + "workers. failed counts the jobs that now wait for a retry, retries the failed attempts "
          + "before one.",
      "Everything except the jobs by state also counts jobs that were removed or retried since.",
      "Run and wait times, retries and the success rate cover the last 24 hours. The times are "
          + "those of all attempts that completed or failed (sample: how many), accurate to 9 "
          + "percent."
    },
    footer = {
      "  queuectl metrics",
      "  queuectl metrics --json",
      "  queuectl metrics --prometheus > /var/lib/node_exporter/queuectl.prom"
    })
public final class MetricsCommand implements Callable<Integer> {
  @Option(
      names = {"--prometheus", "--prom"},
      description = "Print the Prometheus text format.")
  boolean prometheus;

  private final StoreAccess access;
  private final Printer printer;

  MetricsCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    if (prometheus && printer.json()) {
      throw new QueueException.Invalid(
          "--prometheus and --json cannot be combined", "Use one of them.");
    }
    if (prometheus) {
      var scrape = Scrape.of(access.open(), access.now(), VersionCommand.VERSION);
      Exposition.write(scrape, Format.PROMETHEUS, printer.out());
      return 0;
    }
    var metrics = Metrics.of(access.open(), access.now());
    if (printer.json()) {
      printer.object(metrics::fields);
    } else {
      print(metrics);
    }
    return 0;
  }

  private void print(Metrics metrics) {
    metrics.counts().forEach((state, count) -> line(state.word(), Long.toString(count)));
    metrics.completed().forEach((span, done) -> line(Metrics.name(span), text(span, done)));
    print("run_time", metrics.ran());
    print("wait_time", metrics.waited());
    line("retries", Long.toString(metrics.retries()));
    line("gave_up", Long.toString(metrics.gaveUp()));
    line("snoozed", Long.toString(metrics.snoozed()));
    var rate = metrics.successRate();
    line("success_rate", rate == null ? "-" : "%.1f %%".formatted(rate * 100));
    line("ended_1d", Long.toString(metrics.endedForGood()));
    line("sample", Long.toString(metrics.sample()));
    line("worker_processes", Integer.toString(metrics.workers().size()));
    line("slots", Long.toString(metrics.slots()));
    if (!printer.terminal()) {
      line("workers", Long.toString(metrics.slots())); // as scripts call it
    }
    line("busy", Long.toString(metrics.counts().getOrDefault(JobState.PROCESSING, 0L)));
  }

  private void line(String name, String value) {
    printer.line(name + ": " + value);
  }

  private void print(String name, Spread spread) {
    line(
        name,
        "mean %s, p50 %s, p95 %s, p99 %s"
            .formatted(
                text(spread.mean()), text(spread.p50()), text(spread.p95()), text(spread.p99())));
  }

  private static String text(@Nullable Duration duration) {
    return duration == null ? "-" : Durations.text(duration);
  }

  private static String text(Duration span, Completed done) {
    return String.format(
        Locale.ROOT,
        "%d%s (%.2f/s)",
        done.jobs(),
        done.capped() ? "+" : "",
        Metrics.perSecond(span, done));
  }
}
