package dev.queuectl.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.console.Failures;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The keys of other tools of the family, and several at once.
class ConfigKeysTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "poll-interval-ms,             250,  poll_interval = 250ms",
    "Poll_Interval_Seconds,        2,    poll_interval = 2s",
    "heartbeat-interval,           5,    lease = 15s",
    "stale_threshold,              60,   lease = 60s",
    "worker-heartbeat-timeout-ms,  5000, lease = 5000ms",
    "worker-shutdown-timeout,      30,   drain_timeout = 30s",
    "backoff-base-ms,              3000, backoff_base = 3",
    "retry-delay,                  4,    backoff_base = 4",
    "max-workers,                  3,    worker_count = 3",
    "retention-days,               7,    retention_age = 7d"
  })
  void a_key_of_the_family_is_taken_with_a_note_and_read_back_in_its_unit(
      String key, String value, String ours) {
    var ran = cli.run("config", "set", key, value);
    assertThat(ran.out()).isEqualTo(ours + "\n");
    assertThat(ran.err()).startsWith("queuectl: " + key + " is called " + ours.split(" ")[0]);
    assertThat(cli.run("config", "get", key).out()).isEqualTo(value + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "retention,7", // days there, perhaps
    "max-retries-ms,5",
    "log-level,debug",
    "backoff-base-ms,200"
  })
  void what_means_nothing_here_is_refused(String key, String value) {
    assertThat(cli.run("config", "set", key, value).code()).isEqualTo(Failures.USAGE);
    assertThat(cli.run("config", "list").out()).doesNotContain(" store ");
  }

  @Test
  void several_are_set_together_or_none() {
    for (var bad : new String[] {"timeout=soon", "tiemout=5", "stale-timeout-ms=1"}) {
      var ran = cli.run("config", "set", "max_retries=7", "backoff=linear", bad);
      assertThat(ran.code()).isEqualTo(Failures.USAGE);
      assertThat(cli.run("config", "list").out()).doesNotContain(" store ");
    }
    cli.run("config", "set", "max_retries=7", "backoff=linear");
    assertThat(cli.run("config", "reset", "max_retries", "nosuch").code())
        .isEqualTo(Failures.USAGE);
    assertThat(cli.run("config", "get", "max_retries").line()).isEqualTo("7");
  }

  @Test
  void an_option_that_is_left_out_cannot_be_wrong() {
    cli.clock = InstantSource.system();
    var ran = cli.run("worker", "start", "--stale-timeout-ms", "1", "--drain");
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: --stale-timeout-ms was left out: here it is a setting of the whole queue,"
                + " lease: lease must be at least 1s, was 1ms.\n");
  }
}
