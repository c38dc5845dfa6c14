package dev.queuectl.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows that somebody has changed by hand, to what no program of ours writes.
class DamagedRowsTest {
  private static final List<List<String>> READERS =
      List.of(
          List.of("status"),
          List.of("list"),
          List.of("list", "--json", "--all"),
          List.of("show", "bad"),
          List.of("why", "bad"),
          List.of("dlq", "list"),
          List.of("metrics"),
          List.of("queue", "list"),
          List.of("worker", "status"),
          List.of("export"),
          List.of("doctor"));

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "true", "--id", "bad", "--env", "A=b");
    cli.run("enqueue", "true", "--id", "good");
  }

  private void tamper(String assignment) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var sql = connection.createStatement()) {
      sql.executeUpdate("PRAGMA ignore_check_constraints = 1");
      sql.executeUpdate("UPDATE jobs SET " + assignment + " WHERE id = 'bad'");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'foo'",
        "state = 'processing'",
        "state = 'completed'",
        "state = x'00ff'",
        "env = 'no equals sign'",
        "env = ''",
        "backoff = 'sometimes'",
        "backoff_base = 0.5",
        "backoff_base = 'many'",
        "backoff_max = 1e300",
        "timeout = -5",
        "timeout = 1e300",
        "created_at = 9223372036854775807",
        "updated_at = -9223372036854775808",
        "run_at = 9223372036854775807",
        "started_at = 9223372036854775807",
        "attempts = 'x', max_retries = -7, priority = 'high'",
        "exit_code = 'none', interruptions = -1",
        "queue = ''",
      })
  void one_is_in_nobodys_way_and_can_be_mended(String assignment) throws Exception {
    tamper(assignment);
    for (var words : READERS) {
      var ran = cli.run(words.toArray(String[]::new));
      assertThat(ran.code()).as("%s: %s", words, ran.err()).isIn(0, 1);
    }
    assertThat(cli.run("list", "--json").out()).contains("\"good\"");
    var repaired = cli.run("doctor", "--repair");
    assertThat(repaired.code()).as(repaired.out() + repaired.err()).isIn(0, 1);
    assertThat(cli.run("show", "bad").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env = 'no equals sign'",
        "timeout = 1e300",
        "timeout = 'long'",
        "backoff = 'sometimes'"
      })
  void one_is_named_and_never_run(String assignment) throws Exception {
    tamper(assignment);
    assertThat(cli.run("doctor").out()).contains("problem  rows: 1 job (bad: ");
    assertThat(cli.run("show", "bad").out()).contains("its row is damaged: ");
    cli.join();
    var claimed = cli.store(DamagedRowsTest::claim);
    assertThat(claimed).containsExactly("good");
    assertThat(cli.job("bad").state()).isEqualTo(JobState.DEAD);
    cli.run("doctor", "--repair");
    assertThat(cli.run("doctor").out()).doesNotContain("cannot be read completely");
  }

  /// SQLite has a text above all numbers.
  @Test
  void one_whose_priority_is_no_number_keeps_no_other_out_of_its_place() throws Exception {
    var others = new ArrayList<String>();
    for (var i = 9; i > 0; i--) {
      for (var queue : List.of("default", "mail")) {
        var id = queue + i;
        cli.run("enqueue", "true", "--id", id, "--queue", queue, "--priority", "" + i);
        others.add(id);
      }
    }
    others.add("good");
    tamper("priority = 'high'");
    assertThat(cli.run("list", "--sort", "priority", "--jsonl").lines())
        .extracting(line -> line.replaceAll("\\{\"id\": ?\"([^\"]*)\".*", "$1"))
        .startsWith("bad")
        .endsWith(others.toArray(String[]::new))
        .hasSize(others.size() + 1);
  }

  private static List<String> claim(dev.queuectl.store.Store store) {
    var exchange =
        new dev.queuectl.store.WorkerStore.Exchange(
            Cli.WORKER,
            List.of(),
            List.of(0, 1),
            java.util.Set.of(),
            null,
            Cli.NOW,
            Cli.NOW.plusSeconds(30));
    return store.workers().exchange(exchange).claimed().stream().map(dev.queuectl.Job::id).toList();
  }
}
