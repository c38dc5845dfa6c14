package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Durations;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clock is an hour back since the jobs were enqueued, run and buried.
class ClockSetBackTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void setBack() throws Exception {
    cli = new Cli(directory);
    cli.run("enqueue", "false", "--id", "dead", "--retries", "1");
    cli.finish(new Outcome.Failed(1));
    cli.run("enqueue", "sleep 9", "--id", "running");
    cli.claim();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var sql = connection.createStatement()) {
      sql.execute("UPDATE attempts SET started_at = ended_at + 1800000");
      sql.execute("UPDATE jobs SET started_at = finished_at + 1800000 WHERE id = 'dead'");
    }
    cli.clock = InstantSource.fixed(Cli.NOW.minusSeconds(3600));
  }

  @Test
  void nothing_takes_less_than_no_time_or_is_done_in_the_future() {
    for (var words :
        new String[] {
          "show dead",
          "show running",
          "logs dead",
          "why running",
          "why dead",
          "status",
          "metrics",
          "worker status",
          "dlq list",
          "dlq show dead",
          "dlq analyze",
          "list",
          "report --markdown",
          "show dead --json",
          "logs dead --json",
          "worker status --json",
          "metrics --json"
        }) {
      var ran = cli.run(words.split(" "));
      assertThat(ran.out())
          .as(words)
          .doesNotContainPattern("(?<![-\\w])-[0-9]")
          .doesNotContainPattern("\\bin (59m|1h)");
    }
  }

  @Test
  void a_duration_is_never_negative() {
    var later = Cli.NOW.plusSeconds(5);
    assertThat(Durations.between(Cli.NOW, later)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Durations.between(later, Cli.NOW)).isZero();
  }
}
