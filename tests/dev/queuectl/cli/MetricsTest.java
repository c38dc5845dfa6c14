package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.report.Spread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  /// A sample line of Prometheus' text format.
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"]*\"(,[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"]*\")*})?"
              + " -?[0-9.]+(E-?[0-9]+)?");

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
            "run_time: mean 0s, p50 0s, p95 0s, p99 0s",
            "wait_time: mean 0s, p50 0s, p95 0s, p99 0s",
            "retries: 0",
            "success_rate: 50.0 %",
            "ended_1d: 2",
            "sample: 2",
            "worker_processes: 1",
            "workers: 1",
            "busy: 0");
  }

  @Test
  void rates_and_totals_stay_when_jobs_are_removed() {
    var before = cli.run("metrics", "--json").out();
    cli.run("remove", "--state", "completed", "--yes");
    cli.run("dlq", "clear", "--yes");
    var after = cli.run("metrics", "--json").out();
    for (var name :
        new String[] {"completed_1m", "completed_5m", "completed_1h", "success_rate", "ended_1d"}) {
      var field = "\"" + name + "\": [0-9.]+";
      assertThat(after)
          .containsPattern(java.util.regex.Pattern.quote(found(before, field)) + "[,}]");
    }
    assertThat(after).contains("\"ended_1d\": 2, \"sample\": 0");
    assertThat(cli.run("status").out()).contains("completed_last_minute: 1\n");
    assertThat(cli.run("metrics", "--prometheus").out())
        .contains("queuectl_completed_jobs{span=\"1h\"} 1.0")
        .contains("queuectl_success_ratio 0.5");
  }

  private static String found(String text, String pattern) {
    var matcher = java.util.regex.Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group();
  }

  @Test
  void prints_one_json_object() {
    assertThat(cli.run("metrics", "--json").out())
        .isEqualTo(
            "{\"pending\": 1, \"processing\": 0, \"completed\": 1, \"failed\": 0, \"dead\": 1,"
                + " \"cancelled\": 0, \"completed_1m\": 1, \"completed_5m\": 1, \"completed_1h\": 1,"
                + " \"completed_capped\": false, \"run_time\": {\"mean\": 0, \"p50\": 0, \"p95\":"
                + " 0, \"p99\": 0}, \"wait_time\": {\"mean\": 0, \"p50\": 0, \"p95\": 0, \"p99\":"
                + " 0}, \"retries\": 0, \"success_rate\": 0.5, \"ended_1d\": 2, \"sample\": 2,"
                + " \"worker_processes\": 1, \"workers\": 1, \"busy\": 0}\n");
  }

  @Test
  void an_empty_queue_has_no_times() {
    var empty = new Cli(directory.resolve("empty"));
    assertThat(empty.run("metrics").lines())
        .contains("run_time: mean -, p50 -, p95 -, p99 -", "success_rate: 100.0 %");
    assertThat(empty.run("metrics", "--json").out()).contains("\"p99\": null");
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
            "queuectl_run_seconds{quantile=\"0.95\"} 0.0",
            "queuectl_success_ratio 0.5",
            "queuectl_worker_slots 1.0");
    var typed = new HashSet<String>();
    for (var line : lines) {
      if (line.startsWith("# TYPE ")) {
        assertThat(typed.add(line.split(" ")[2])).as("typed once: " + line).isTrue();
      } else if (!line.startsWith("# HELP ")) {
        assertThat(line).matches(SAMPLE);
        assertThat(typed).contains(line.split("[ {]")[0]);
      }
    }
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
