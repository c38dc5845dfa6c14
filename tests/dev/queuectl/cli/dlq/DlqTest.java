package dev.queuectl.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobState;
import dev.queuectl.action.Actions;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlqTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    for (var id : new String[] {"backup-1", "backup-2", "report"}) {
      cli.run("enqueue", "make", "--id", id);
      cli.bury();
    }
    cli.run("enqueue", "make", "--id", "alive");
  }

  @Test
  void lists_the_dead_under_each_of_its_names() {
    var ran = cli.run("dlq", "list");
    assertThat(ran.lines()).hasSize(4);
    assertThat(ran.lines().get(0)).matches("ID +ATTEMPTS +WHEN +ERROR +COMMAND");
    assertThat(ran.lines().get(1))
        .startsWith("report")
        .contains("1/3", "exit code 7")
        .endsWith("make");
    assertThat(cli.run("dlq").out()).isEqualTo(ran.out());
    assertThat(cli.run("dlq-list").out()).isEqualTo(ran.out());
    assertThat(cli.run("dlq", "--limit", "1").lines()).hasSize(2);
    assertThat(cli.run("dlq", "--limit", "1").err()).isEmpty();
    assertThat(cli.run("dlq", "--json").lines()).hasSize(5);
  }

  @Test
  void retries_one() {
    assertThat(cli.run("dlq", "retry", "report").out()).isEqualTo("Retried report.\n");
    assertThat(cli.job("report").state()).isEqualTo(JobState.PENDING);
    assertThat(cli.job("report").attempts()).isZero();
  }

  @Test
  void retries_by_option_and_by_the_flat_name() {
    assertThat(cli.run("dlq-retry", "--id", "report").code()).isZero();
    assertThat(cli.run("dlq", "retry", "--id", "backup-1").code()).isZero();
    assertThat(cli.run("dlq_retry", "backup-2").code()).isZero();
    assertThat(cli.run("dlq").lines()).hasSize(1);
  }

  @Test
  void retries_by_a_part_of_the_id_if_it_is_clear() {
    assertThat(cli.run("dlq", "retry", "repo").out()).isEqualTo("Retried report.\n");
    var ran = cli.run("dlq", "retry", "backup");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("\"backup\" matches several dead jobs: backup-2, backup-1. Type more of the id.");
  }

  @Test
  void retries_all_and_says_how_many() {
    assertThat(cli.run("dlq", "retry", "--all").out()).isEqualTo("Retried 3 jobs.\n");
    assertThat(cli.run("dlq", "retry", "--all", "--json").out()).isEqualTo("{\"retried\": 0}\n");
  }

  @Test
  void retries_only_the_dead() {
    assertThat(cli.run("dlq", "retry", "alive").code()).isEqualTo(1);
    assertThat(cli.run("dlq", "retry", "nope").code()).isEqualTo(1);
    assertThat(cli.run("dlq", "retry").code()).isEqualTo(2);
  }

  @Test
  void shows_only_the_dead() {
    assertThat(cli.run("dlq", "show", "report").lines()).contains("state: dead", "exit_code: 7");
    assertThat(cli.run("dlq", "show", "alive").code()).isEqualTo(1);
  }

  @Test
  void deletes_only_the_dead() {
    assertThat(cli.run("dlq", "delete", "report").out()).isEqualTo("Removed report.\n");
    assertThat(cli.run("dlq", "remove", "backup-1").out()).isEqualTo("Removed backup-1.\n");
    assertThat(cli.run("dlq", "delete", "alive").code()).isEqualTo(1);
    assertThat(cli.count()).isEqualTo(2);
  }

  /// Somebody else brings it back, and cancels it, when it has been looked at: just before the
  /// action asks what time it is.
  @ParameterizedTest
  @ValueSource(
      strings = {"retry report", "retry repo", "retry --id report", "retry --all", "delete report"})
  void leaves_a_job_alone_that_has_left_the_queue_since_it_was_looked_at(String line) {
    var left = new AtomicBoolean();
    cli.clock =
        () -> {
          if (isInAction() && left.compareAndSet(false, true)) {
            cli.store(store -> ByHand.retry(store.jobs(), "report", Cli.NOW));
            cli.store(store -> ByHand.cancel(store.jobs(), "report", Cli.NOW));
          }
          return Cli.NOW;
        };
    var ran = cli.run(("dlq " + line).split(" "));
    assertThat(left).isTrue();
    assertThat(cli.job("report").state()).isEqualTo(JobState.CANCELLED);
    if (line.endsWith("--all")) {
      assertThat(ran.out()).isEqualTo("Retried 2 jobs.\n");
    } else {
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err())
          .isEqualTo(
              "queuectl: the job \"report\" is cancelled, not in the dead letter queue. See queuectl dlq list.\n");
    }
  }

  private static boolean isInAction() {
    return StackWalker.getInstance()
        .walk(all -> all.anyMatch(one -> one.getClassName().equals(Actions.class.getName())));
  }

  @Test
  void any_part_of_an_id_will_do_where_no_id_begins_so() {
    assertThat(cli.run("dlq", "show", "port").lines()).contains("id: report", "state: dead");
    assertThat(cli.run("dlq", "show", "alive").code()).isEqualTo(1);
    assertThat(cli.run("dlq", "show", "liv").err()).contains("there is no dead job \"liv\"");
    assertThat(cli.run("dlq", "retry", "up-").err())
        .contains("\"up-\" matches several dead jobs: backup-2, backup-1. Type more of the id.");
    assertThat(cli.run("dlq", "retry", "up-2").out()).isEqualTo("Retried backup-2.\n");
  }

  @Test
  void an_id_that_a_list_has_shortened_names_its_job() {
    cli.run("cancel", "alive");
    cli.run("enqueue", "true", "--id", "nightly-backup-of-db17");
    cli.bury();
    assertThat(cli.run("dlq", "retry", "nightly…db18").code()).isEqualTo(1);
    assertThat(cli.run("dlq", "retry", "nightly…db17").code()).isZero();
    assertThat(cli.job("nightly-backup-of-db17").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void an_id_that_begins_so_comes_before_those_that_have_the_part() {
    cli.run("cancel", "alive");
    cli.run("enqueue", "make", "--id", "1-backup");
    cli.bury();
    assertThat(cli.run("dlq", "show", "1").lines()).contains("id: 1-backup");
    assertThat(cli.run("dlq", "show", "2").lines()).contains("id: backup-2");
  }

  /// So that it costs the same however many are dead.
  @Test
  void a_part_is_looked_for_among_the_newest_thousand_dead_jobs() throws SQLException {
    buryMore(999);
    assertThat(cli.run("dlq", "show", "eport").lines()).contains("id: report");
    buryMore(19_001);
    assertThat(cli.run("dlq", "show", "eport").err()).contains("there is no dead job \"eport\"");
    assertThat(cli.run("dlq", "show", "repo").lines()).contains("id: report");
  }

  /// Jobs like the last of the dead ones.
  private void buryMore(int jobs) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var sql = connection.createStatement()) {
      String columns;
      try (var row =
          sql.executeQuery(
              "SELECT group_concat(name) FROM pragma_table_info('jobs')"
                  + " WHERE name NOT IN ('seq', 'id')")) {
        columns = row.getString(1);
      }
      sql.execute(
          ("INSERT INTO jobs (id, %1$s) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                  + " FROM n WHERE i < %2$d) SELECT 'x%2$d-' || i, %1$s FROM jobs, n"
                  + " WHERE id = 'report'")
              .formatted(columns, jobs));
    }
  }

  @Test
  void a_part_is_too_short_if_a_thousand_jobs_begin_with_it() {
    var lines = new StringBuilder();
    for (var i = 0; i < 1000; i++) {
      lines.append("{\"id\":\"re").append(i).append("\",\"command\":\"true\"}\n");
    }
    cli.in(lines.toString()).run("enqueue", "--file", "-");
    var ran = cli.run("dlq", "show", "re");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("\"re\" matches 1,000 jobs or more. Type more of the id.");
    assertThat(cli.run("dlq", "show", "rep").lines()).contains("state: dead");
  }

  @Test
  void clears_when_confirmed() {
    assertThat(cli.run("dlq", "clear").code()).isEqualTo(2);
    assertThat(cli.run("dlq", "clear", "--yes").out()).isEqualTo("Removed 3 jobs.\n");
    assertThat(cli.run("dlq", "purge", "--yes").out()).isEqualTo("Removed 0 jobs.\n");
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void names_the_nearest_of_its_commands() {
    var ran = cli.run("dlq", "retri", "report");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: there is no command \"dlq retri\". Did you mean dlq retry? See queuectl help.\n");
  }
}
