package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// cancel, retry, edit, hold, release and remove.
class ChangeTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "kill"})
  void cancels_a_waiting_job_at_once(String name) {
    var ran = cli.run(name, "a");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("Cancelled a.\n");
    assertThat(cli.job("a").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void asks_the_worker_to_cancel_a_running_job() {
    cli.claim();
    assertThat(cli.run("cancel", "a").out())
        .isEqualTo("a is running; its worker will cancel it.\n");
    assertThat(cli.job("a").cancelRequestedAt()).isEqualTo(Cli.NOW);
  }

  @Test
  void does_what_it_can_with_several_jobs_and_fails_for_the_rest() {
    cli.run("enqueue", "make", "--id", "b");
    var ran = cli.run("cancel", "a", "nope", "b");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("Cancelled a.\nCancelled b.\n");
    assertThat(ran.err())
        .isEqualTo("queuectl: there is no job \"nope\". See queuectl list --all.\n");
  }

  @Test
  void does_not_cancel_what_has_ended() {
    cli.finish(new Outcome.Succeeded());
    var ran = cli.run("cancel", "a");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("is completed and cannot be cancelled");
  }

  @Test
  void prints_one_object_for_one_job_and_an_array_for_several() {
    cli.run("enqueue", "make", "--id", "b");
    assertThat(cli.run("hold", "a", "--json").out()).startsWith("{\"id\": \"a\"");
    assertThat(cli.run("hold", "a", "b", "--json").lines()).hasSize(4).first().isEqualTo("[");
  }

  @Test
  void retries_a_dead_job() {
    cli.bury();
    assertThat(cli.run("retry", "a").out()).isEqualTo("Retried a.\n");
    assertThat(cli.job("a").attempts()).isZero();
    assertThat(cli.run("retry", "a").code()).isEqualTo(1);
  }

  @Test
  void holds_and_releases() {
    assertThat(cli.run("hold", "a").out()).isEqualTo("Held a.\n");
    assertThat(cli.job("a").held()).isTrue();
    assertThat(cli.run("release", "a").out()).isEqualTo("Released a.\n");
    assertThat(cli.job("a").held()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit", "update"})
  void edits(String name) {
    var ran =
        cli.run(
            name,
            "a",
            "--priority",
            "9",
            "--queue",
            "slow",
            "--timeout",
            "5",
            "--retries",
            "4",
            "--run-at",
            "+1h",
            "--command",
            "true");
    assertThat(ran.out()).as(ran.err()).isEqualTo("Changed a.\n");
    var job = cli.job("a");
    assertThat(job.priority()).isEqualTo(9);
    assertThat(job.queue()).isEqualTo("slow");
    assertThat(job.policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(job.maxRetries()).isEqualTo(4);
    assertThat(job.runAt()).isEqualTo(Cli.NOW.plusSeconds(3600));
    assertThat(job.command()).isEqualTo("true");
  }

  @Test
  void refuses_to_edit_nothing_or_wrongly_or_a_running_job() {
    assertThat(cli.run("edit", "a").code()).isEqualTo(2);
    assertThat(cli.run("edit", "a", "--priority", "x").code()).isEqualTo(2);
    cli.claim();
    assertThat(cli.run("edit", "a", "--priority", "1").code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"remove", "rm", "delete"})
  void removes_a_job_with_its_output(String name) throws Exception {
    var job = cli.finish(new Outcome.Succeeded(), "out", "err");
    assertThat(cli.run(name, "a").out()).isEqualTo("Removed a.\n");
    assertThat(cli.count()).isZero();
    assertThat(Files.exists(cli.logs().output(job.seq(), 1).stdout())).isFalse();
    assertThat(Files.exists(cli.logs().output(job.seq(), 1).stderr())).isFalse();
  }

  @Test
  void does_not_remove_a_running_job() {
    cli.claim();
    assertThat(cli.run("remove", "a").code()).isEqualTo(1);
    assertThat(cli.run("remove", "--state", "processing", "--yes").code()).isEqualTo(2);
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void removes_many_only_when_confirmed() {
    cli.run("cancel", "a");
    cli.run("enqueue", "make", "--id", "b");
    var ran = cli.run("remove", "--state", "cancelled");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("not confirmed; nothing was removed. Add --yes.");
    assertThat(cli.run("remove", "--state", "cancelled", "--yes").out())
        .isEqualTo("Removed 1 job.\n");
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void asks_on_a_terminal() {
    cli.run("cancel", "a");
    cli.in("n\n").terminal();
    var ran = cli.run("rm", "--state", "cancelled");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("Remove 1 job with its output (all cancelled jobs)? [y/N] ");
    cli.in("y\n").terminal();
    assertThat(cli.run("rm", "--state", "cancelled").out()).isEqualTo("Removed 1 job.\n");
  }

  @Test
  void removes_what_is_older_than_a_time_and_has_ended() {
    cli.run("cancel", "a");
    cli.run("enqueue", "make", "--id", "b");
    cli.clock = InstantSource.fixed(Cli.NOW.plus(Duration.ofDays(6)));
    assertThat(cli.run("remove", "--older-than", "7d", "--yes", "--json").out())
        .isEqualTo("{\"removed\": 0}\n");
    cli.clock = InstantSource.fixed(Cli.NOW.plus(Duration.ofDays(8)));
    assertThat(cli.run("remove", "--older-than", "7d", "--yes").out())
        .isEqualTo("Removed 1 job.\n");
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void wants_to_know_what_to_remove() {
    assertThat(cli.run("remove").code()).isEqualTo(2);
    assertThat(cli.run("remove", "a", "--state", "dead").code()).isEqualTo(2);
  }

  @Test
  void edit_changes_the_environment_and_the_directory() {
    cli.run("enqueue", "true", "--id", "e", "--env", "MODE=fast", "--env", "DEBUG=1");
    var ran = cli.run("edit", "e", "--env", "MODE=full", "--unset-env", "DEBUG", "--cwd", "sub");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(cli.job("e").env()).isEqualTo(java.util.Map.of("MODE", "full"));
    assertThat(cli.job("e").cwd()).isEqualTo(directory.resolve("sub").toString());
    assertThat(cli.run("edit", "e", "--env", "=x").code()).isEqualTo(2);
    assertThat(cli.run("edit", "e", "--unset-env", "MODE").out()).isEqualTo("Changed e.\n");
    assertThat(cli.run("edit", "e", "--unset-env", "MODE", "--unset-env", "NOPE").out())
        .isEqualTo("Changed e; it had no variables MODE and NOPE of its own.\n");
    assertThat(cli.run("edit", "--queue", "bulk", "--priority", "3").err())
        .contains("--queue is where the jobs go; give ids, or options such as --from-queue");
    assertThat(cli.job("e").env()).isEmpty();
  }

  @Test
  void retry_leaves_a_hold_to_release() {
    cli.run("hold", "a");
    cli.run("cancel", "a");
    assertThat(cli.run("retry", "a").out()).isEqualTo("Retried a; still held.\n");
    assertThat(cli.job("a").held()).isTrue();
    cli.run("release", "a");
    cli.bury();
    cli.run("enqueue", "make", "--id", "b", "--hold");
    assertThat(cli.run("dlq", "retry", "--all").out()).isEqualTo("Retried 1 job.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry a", "dlq retry a", "dlq retry --all", "dlq retry --group"})
  void a_dead_job_that_was_given_a_time_waits_for_it_when_it_is_brought_back(String line) {
    cli.bury();
    cli.run("edit", "a", "--run-at", "2026-06-02T03:00:00Z");
    var words = new java.util.ArrayList<>(java.util.List.of(line.split(" ")));
    if (line.endsWith("--group")) {
      words.add(
          cli.run("dlq", "analyze", "--json")
              .out()
              .replaceAll("(?s).*\"group\": \"(\\w+)\".*", "$1"));
    }
    var ran = cli.run(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    var job = cli.job("a");
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(job.runAt()).isEqualTo("2026-06-02T03:00:00Z");
    assertThat(job.attempts()).isZero();
  }

  @Test
  void a_retry_says_for_when_the_job_is_scheduled() {
    cli.bury();
    cli.run("edit", "a", "--run-at", "2026-06-02T03:00:00Z");
    assertThat(cli.run("retry", "a").out())
        .isEqualTo("Retried a; scheduled for 2026-06-02 05:00:00.\n");
  }

  @Test
  void an_edit_that_leaves_no_attempts_buries_what_waits() {
    cli.finish(new Outcome.Failed(7));
    assertThat(cli.job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(cli.run("edit", "a", "--max-retries", "1").out())
        .isEqualTo("Changed a; it is dead now, with no attempts left.\n");
    assertThat(cli.job("a").error()).isEqualTo("exit code 7");
    assertThat(cli.run("edit", "a", "--max-retries", "5").out()).isEqualTo("Changed a.\n");
    assertThat(cli.job("a").state()).isEqualTo(JobState.DEAD);
  }

  @Test
  void an_id_that_is_given_twice_is_meant_once() {
    var ran = cli.run("cancel", "a", "a");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("Cancelled a.\n");
  }

  @Test
  void more_jobs_than_one_transaction_takes_are_all_changed() {
    var lines =
        java.util.stream.IntStream.range(0, 1234)
            .mapToObj(i -> "{\"id\": \"n%d\", \"command\": \"x\"}".formatted(i))
            .toList();
    cli.in(String.join("\n", lines));
    cli.run("enqueue", "-");
    var words = new java.util.ArrayList<>(java.util.List.of("cancel", "a"));
    java.util.stream.IntStream.range(0, 1234).forEach(i -> words.add("n" + i));
    words.add("ghost");
    var ran = cli.run(words.toArray(String[]::new));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.lines()).hasSize(1235).endsWith("Cancelled n1233.");
    assertThat(ran.err()).contains("there is no job \"ghost\"");
    assertThat(cli.run("remove", "--state", "cancelled", "--yes").out())
        .isEqualTo("Removed 1,235 jobs.\n");
  }
}
