package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Backoff;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnqueueTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @Test
  void prints_the_id_and_nothing_else() {
    var ran = cli.run("enqueue", "echo hi");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo(ran.line() + "\n");
    var job = cli.job(ran.line());
    assertThat(job.command()).isEqualTo("echo hi");
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(job.cwd()).isEqualTo(directory.toString());
    assertThat(job.maxRetries()).isEqualTo(3);
    assertThat(job.runAt()).isEqualTo(Cli.NOW);
  }

  @Test
  void says_a_sentence_on_a_terminal() {
    assertThat(cli.terminal().run("enqueue", "true", "--id", "a").out()).isEqualTo("Enqueued a.\n");
    assertThat(cli.run("enqueue", "true", "--id", "b", "--run-at", "tomorrow 02:30").out())
        .isEqualTo("Enqueued b; scheduled for 2026-06-02 02:30:00.\n");
    assertThat(cli.run("enqueue", "true", "--id", "c", "--hold").out())
        .isEqualTo("Enqueued c; held.\n");
  }

  @Test
  void prints_only_the_id_on_a_terminal_that_wants_quiet() {
    assertThat(cli.terminal().run("enqueue", "true", "--id", "a", "--quiet").out())
        .isEqualTo("a\n");
  }

  @Test
  void takes_every_option() {
    cli.run(
        "enqueue",
        "make",
        "--id",
        "a",
        "--queue",
        "slow",
        "--priority",
        "-5",
        "--run-at",
        "+5m",
        "--timeout",
        "1.5s",
        "--max-retries",
        "7",
        "--backoff",
        "linear",
        "--backoff-base",
        "1.5",
        "--backoff-max",
        "2h30m",
        "--env",
        "A=1",
        "--env",
        "B=x=y",
        "--cwd",
        "sub",
        "--hold");
    var job = cli.job("a");
    assertThat(job.queue()).isEqualTo("slow");
    assertThat(job.priority()).isEqualTo(-5);
    assertThat(job.runAt()).isEqualTo(Cli.NOW.plusSeconds(300));
    assertThat(job.policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofMillis(1500));
    assertThat(job.policy().get(JobField.BACKOFF)).isEqualTo(Backoff.LINEAR.word());
    assertThat(job.policy().get(JobField.BACKOFF_BASE)).isEqualTo(1.5);
    assertThat(job.policy().get(JobField.BACKOFF_MAX)).isEqualTo(Duration.ofMinutes(150));
    assertThat(job.maxRetries()).isEqualTo(7);
    assertThat(job.env()).isEqualTo(Map.of("A", "1", "B", "x=y"));
    assertThat(job.cwd()).isEqualTo(directory.resolve("sub").toString());
    assertThat(job.held()).isTrue();
  }

  @Test
  void takes_short_options() {
    cli.run(
        "enqueue", "-i", "a", "-p", "4", "-r", "2", "-t", "10m", "-q", "slow", "-c", "make", "-e",
        "A=1");
    var job = cli.job("a");
    assertThat(job.command()).isEqualTo("make");
    assertThat(job.priority()).isEqualTo(4);
    assertThat(job.maxRetries()).isEqualTo(2);
    assertThat(job.policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofMinutes(10));
    assertThat(job.queue()).isEqualTo("slow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-retries",
        "--max_retries",
        "--retries",
        "--max-attempts",
        "--max_attempts",
        "-r"
      })
  void knows_the_retries_by_every_name(String option) {
    cli.run("enqueue", "true", "--id", "a", option, "9");
    assertThat(cli.job("a").maxRetries()).isEqualTo(9);
  }

  @Test
  void takes_the_command_as_an_option() {
    cli.run("enqueue", "--command", "echo hi", "--id", "a");
    assertThat(cli.job("a").command()).isEqualTo("echo hi");
  }

  @Test
  void takes_a_delay() {
    cli.run("enqueue", "true", "--id", "a", "--delay", "10m");
    assertThat(cli.job("a").runAt()).isEqualTo(Cli.NOW.plusSeconds(600));
  }

  @Test
  void runs_at_once_what_was_due_in_the_past() {
    var ran = cli.run("enqueue", "true", "--id", "a", "--run-at", "2020-01-01T00:00:00Z");
    assertThat(ran.code()).isZero();
    assertThat(cli.claim().id()).isEqualTo("a");
  }

  @Test
  void quotes_the_arguments_of_a_program() {
    cli.run("enqueue", "--id", "a", "--", "convert", "my photo.png", "--out_put", "it's");
    assertThat(cli.job("a").command()).isEqualTo("convert 'my photo.png' --out_put 'it'\\''s'");
  }

  @Test
  void refuses_a_command_in_several_words_and_says_how_to_give_it() {
    var ran = cli.run("enqueue", "echo", "hi");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: the command is 2 separate words. Quote it, or write -- before the program and "
                + "its arguments.\n");
  }

  @Test
  void accepts_the_shared_options_before_the_command_and_after_it() {
    var other = directory.resolve("other.db").toString();
    assertThat(cli.run("--db", other, "enqueue", "true", "--id", "a").code()).isZero();
    assertThat(cli.run("enqueue", "true", "--id", "b", "--db", other).code()).isZero();
    assertThat(cli.run("--db=" + other, "list", "--jsonl").lines()).hasSize(2);
    assertThat(cli.count()).isZero();
  }

  @Test
  void follows_the_configured_defaults() {
    cli.run("config", "set", "max_retries", "8");
    cli.run("config", "set", "default-priority", "3");
    cli.run("enqueue", "true", "--id", "a");
    assertThat(cli.job("a").maxRetries()).isEqualTo(8);
    assertThat(cli.job("a").priority()).isEqualTo(3);
  }

  @Test
  void refuses_a_duplicate_id_and_changes_nothing() {
    cli.run("enqueue", "true", "--id", "a");
    var ran = cli.run("enqueue", "false", "--id", "a");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("queuectl: a job with the id \"a\" exists already");
    assertThat(cli.job("a").command()).isEqualTo("true");
  }

  @Test
  void replaces_a_job_by_force_with_its_output() throws Exception {
    cli.run("enqueue", "true", "--id", "a");
    var old = cli.finish(new dev.queuectl.Outcome.Succeeded(), "printed", "");
    assertThat(cli.run("enqueue", "false", "--id", "a", "--force").code()).isZero();
    assertThat(cli.job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(cli.job("a").command()).isEqualTo("false");
    assertThat(Files.exists(cli.logs().output(old.seq(), 1).stdout())).isFalse();
  }

  @Test
  void does_not_replace_a_running_job_even_by_force() {
    cli.run("enqueue", "true", "--id", "a");
    cli.claim();
    var ran = cli.run("enqueue", "false", "--id", "a", "--force");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(cli.job("a").command()).isEqualTo("true");
  }

  @Test
  void prints_the_job_as_json() {
    var ran = cli.run("enqueue", "true", "--id", "a", "--json");
    assertThat(ran.out())
        .startsWith(
            "{\"id\": \"a\", \"command\": \"true\", \"state\": \"pending\", \"attempts\": 0, \"max_retries\": 3, ");
    assertThat(ran.lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | the command is empty",
        "true --timeout -5           | timeout must not be negative, was -5",
        "true --timeout=soon         | timeout \"soon\" is not a duration",
        "true --priority 1000001     | priority must be between -1000000 and 1000000, was 1000001",
        "true --priority high        | priority must be a whole number",
        "true --retries -1           | max_retries must be between 0 and",
        "true --run-at soon          | run_at \"soon\" is not a time",
        "true --delay -5             | delay must not be negative",
        "true --run-at now --delay 5 | run_at and delay cannot be combined",
        "true --env NAME             | --env NAME: there is no such variable here",
        "true --env =x               | --env \"=x\" is not NAME=VALUE",
        "true --env 1A=x             | the environment variable name \"1A\" cannot be used",
        "true --backoff-base 0.5     | backoff_base must be a number between 1 and 1000000000, was 0.5",
        "true --backoff cubic        | unknown backoff \"cubic\"",
        "true --queue a/b            | the queue name \"a/b\" cannot be used",
        "true --id -x                | the id \"-x\" cannot be used",
        "true --command false        | the command is given twice"
      })
  void refuses_bad_options_in_a_sentence(String line, String sentence) {
    var ran = cli.run(("enqueue " + line.replace("''", "")).split(" ", -1));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("queuectl: ").contains(sentence);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(cli.count()).isZero();
  }

  @Test
  void a_job_whose_id_cannot_be_printed_is_said_to_be_stored() {
    cli.out =
        new java.io.OutputStream() {
          @Override
          public void write(int octet) throws java.io.IOException {
            throw new java.io.IOException("No space left on device");
          }
        };
    var ran = cli.run("enqueue", "true", "--id", "a");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: the output cannot be written: No space left on device. The job a is"
                + " stored.\n");
    var two = cli.run("enqueue", "[{\"command\": \"a\"}, {\"command\": \"b\"}]");
    assertThat(two.err()).endsWith(" The 2 jobs are stored.\n");
    assertThat(cli.count()).isEqualTo(3);
  }
}
