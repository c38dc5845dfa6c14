package dev.queuectl.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobState;
import dev.queuectl.action.Actions;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
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
    assertThat(cli.run("dlq", "--limit", "1").err())
        .isEqualTo("queuectl: 1 of 3 shown; --all prints all of them.\n");
    assertThat(cli.run("dlq", "--json").lines()).hasSize(5);
  }

  @Test
  void retries_one() {
    assertThat(cli.run("dlq", "retry", "report").out()).isEqualTo("report is pending again\n");
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
    assertThat(cli.run("dlq", "retry", "repo").out()).isEqualTo("report is pending again\n");
    var ran = cli.run("dlq", "retry", "backup");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("\"backup\" fits several dead jobs: backup-2, backup-1. Give more of the id.");
  }

  @Test
  void retries_all_and_says_how_many() {
    assertThat(cli.run("dlq", "retry", "--all").out()).isEqualTo("3 jobs are pending again\n");
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
    assertThat(cli.run("dlq", "delete", "report").out()).isEqualTo("report removed\n");
    assertThat(cli.run("dlq", "remove", "backup-1").out()).isEqualTo("backup-1 removed\n");
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
      assertThat(ran.out()).isEqualTo("2 jobs are pending again\n");
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
  void a_part_of_an_id_is_how_it_begins_and_is_too_short_if_a_thousand_jobs_fit() {
    assertThat(cli.run("dlq", "show", "port").err()).contains("there is no dead job \"port\"");
    var lines = new StringBuilder();
    for (var i = 0; i < 1000; i++) {
      lines.append("{\"id\":\"re").append(i).append("\",\"command\":\"true\"}\n");
    }
    cli.in(lines.toString()).run("enqueue", "--file", "-");
    var ran = cli.run("dlq", "show", "re");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("\"re\" fits 1,000 jobs or more. Give more of the id.");
    assertThat(cli.run("dlq", "show", "rep").lines()).contains("state: dead");
  }

  @Test
  void clears_when_confirmed() {
    assertThat(cli.run("dlq", "clear").code()).isEqualTo(2);
    assertThat(cli.run("dlq", "clear", "--yes").out()).isEqualTo("removed 3 jobs\n");
    assertThat(cli.run("dlq", "purge", "--yes").out()).isEqualTo("removed 0 jobs\n");
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
