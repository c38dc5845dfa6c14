package dev.queuectl.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.report.Spread;
import dev.queuectl.report.prometheus.Scraped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "true", "--id", "a");
    cli.finish(new Outcome.Succeeded());
    cli.run("enqueue", "true", "--id", "b", "--retries", "1", "--queue", "mail");
    cli.finish(new Outcome.Failed(1));
    cli.run("enqueue", "true", "--id", "c", "--queue", "mail");
  }

  @Test
  void prints_a_line_a_number() {
    assertThat(cli.run("metrics").lines())
        .containsExactly(
            "pending: 1",
            "processing: 0",
            "completed: 1",
            "failed: 0",
            "dead: 1",
            "cancelled: 0",
            "completed_1m: 1 (0.02/s)",
            "completed_5m: 1 (0.00/s)",
            "completed_1h: 1 (0.00/s)",
            "run_time: mean 0.001s, p50 0.001s, p95 0.001s, p99 0.001s",
            "wait_time: mean 0.001s, p50 0.001s, p95 0.001s, p99 0.001s",
            "retries: 0",
            "gave_up: 0",
            "snoozed: 0",
            "success_rate: 50.0 %",
            "ended_1d: 2",
            "sample: 2",
            "worker_processes: 1",
            "slots: 1",
            "workers: 1",
            "busy: 0");
  }

  @Test
  void whatever_is_pruned_every_number_of_what_was_done_stays() {
    for (var format :
        List.<List<String>>of(List.of(), List.of("--json"), List.of("--prometheus"))) {
      cli.run("enqueue", "true", "--id", "more", "--force", "--priority", "9");
      cli.finish(new Outcome.Succeeded());
      cli.run("enqueue", "true", "--id", "dies", "--force", "--retries", "1", "--priority", "9");
      cli.finish(new Outcome.Failed(1));
      var before = done(format);
      cli.run("prune", "--keep", "0", "--state", "dead");
      assertThat(done(format)).isEqualTo(before);
      cli.run("prune", "--keep", "0", "--state", "completed,dead");
      assertThat(done(format)).isEqualTo(before).contains("wait");
    }
    assertThat(cli.run("status").out()).contains("completed: 0\n", "completed_last_minute: 4\n");
  }

  /// All that `metrics` tells, but the jobs by state.
  private String done(List<String> format) {
    var out = cli.run(Stream.concat(Stream.of("metrics"), format.stream()).toArray(String[]::new));
    return out.out()
        .replaceAll("(?m)^(\\w+: \\d+\n){6}", "")
        .replaceAll("\"pending\".*\"cancelled\": \\d+, ", "")
        .replaceAll(".*queuectl_(jobs|queue_paused)[ {].*\n", "");
  }

  @Test
  void prints_one_json_object() {
    assertThat(cli.run("metrics", "--json").out())
        .isEqualTo(
            "{\"pending\": 1, \"processing\": 0, \"completed\": 1, \"failed\": 0, \"dead\": 1,"
                + " \"cancelled\": 0, \"completed_1m\": 1, \"completed_5m\": 1, \"completed_1h\": 1,"
                + " \"completed_capped\": false, \"run_time\": {\"mean\": 0.001, \"p50\": 0.001,"
                + " \"p95\": 0.001, \"p99\": 0.001}, \"wait_time\": {\"mean\": 0.001, \"p50\": 0.001,"
                + " \"p95\": 0.001, \"p99\": 0.001}, \"retries\": 0, \"gave_up\": 0, \"snoozed\": 0, \"success_rate\": 0.5, \"ended_1d\": 2, \"sample\": 2,"
                + " \"worker_processes\": 1, \"workers\": 1, \"busy\": 0}\n");
  }

  @Test
  void an_empty_queue_has_no_times() {
    var empty = new Cli(directory.resolve("empty"));
    assertThat(empty.run("metrics").lines())
        .contains("run_time: mean -, p50 -, p95 -, p99 -", "success_rate: -");
    assertThat(empty.run("metrics", "--json").out()).contains("\"p99\": null", "\"sample\": 0");
    assertThat(empty.run("metrics", "--prometheus").code()).isZero();
  }

  @Test
  void prints_what_prometheus_reads() {
    var lines = cli.run("metrics", "--prometheus").lines();
    assertThat(lines)
        .contains(
            "# TYPE queuectl_jobs gauge",
            "queuectl_jobs{queue=\"mail\",state=\"pending\"} 1.0",
            "queuectl_completed_jobs{span=\"5m\"} 1.0",
            "queuectl_run_seconds{quantile=\"0.95\"} 0.001",
            "queuectl_success_ratio 0.5",
            "queuectl_worker_slots 1.0");
    var scraped = Scraped.of(String.join("\n", lines) + "\n");
    assertThat(scraped.growing())
        .containsEntry("queuectl_jobs_enqueued_total{queue=\"mail\"}", 2.0)
        .containsEntry("queuectl_attempts_total{outcome=\"failed\",queue=\"mail\"}", 1.0)
        .containsEntry("queuectl_jobs_buried_total{queue=\"mail\"}", 1.0)
        .containsEntry("queuectl_attempt_run_seconds_count{queue=\"default\"}", 1.0);
  }

  @Test
  void prints_one_format_only() {
    assertThat(cli.run("metrics", "--prometheus", "--json").code()).isEqualTo(2);
  }

  @Test
  void percentiles_are_durations_that_occurred() {
    var spread = Spread.of(IntStream.rangeClosed(1, 200).mapToObj(Duration::ofSeconds).toList());
    assertThat(spread.mean()).isEqualTo(Duration.ofMillis(100_500));
    assertThat(List.of(spread.p50(), spread.p95(), spread.p99()))
        .containsExactly(Duration.ofSeconds(100), Duration.ofSeconds(190), Duration.ofSeconds(198));
  }
}
