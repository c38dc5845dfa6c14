package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a job does not say is filled in from the configuration when it is enqueued, and then stays.
class ConfiguredJobsTest {
  private static final JobPolicy FIRST =
      new JobPolicy(
          Map.of(
              JobField.TIMEOUT,
              Duration.ofSeconds(90),
              JobField.BACKOFF,
              "linear",
              JobField.BACKOFF_BASE,
              3.5,
              JobField.BACKOFF_MAX,
              Duration.ofMinutes(7),
              JobField.SHELL,
              "bash -eo pipefail -c"));

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void configure() {
    cli = new Cli(directory);
    configure("5", "4", "90", "linear", "3.5", "7m", "bash -eo pipefail -c");
  }

  private void configure(
      String maxRetries,
      String priority,
      String timeout,
      String backoff,
      String backoffBase,
      String backoffMax,
      String shell) {
    set("max-retries", maxRetries);
    set("priority", priority);
    set("timeout", timeout);
    set("backoff", backoff);
    set("backoff-base", backoffBase);
    set("backoff-max", backoffMax);
    set("shell", shell);
  }

  private void set(String key, String value) {
    assertThat(cli.run("config", "set", key, value).code()).isZero();
  }

  private void configureAnew() {
    configure("1", "-3", "1", "fixed", "9", "1", "dash -c");
  }

  private void assertFirst(Job job) {
    assertThat(job.maxRetries()).isEqualTo(5);
    assertThat(job.priority()).isEqualTo(4);
    assertThat(job.policy()).isEqualTo(FIRST);
  }

  private static String[] words(String line) {
    return line.split(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enqueue false --id a",
        "enqueue {\"id\":\"a\",\"command\":\"false\",\"timeout\":null}",
        "enqueue [{\"id\":\"a\",\"command\":\"false\"}]",
        "enqueue --file jobs",
        "enqueue --keep-going --file jobs",
        "enqueue -- false --now",
        "import --from parallel joblog"
      })
  void every_way_of_adding_a_job_takes_what_is_configured_then(String line) throws Exception {
    Files.writeString(directory.resolve("jobs"), "{\"id\": \"a\", \"command\": \"false\"}\n");
    Files.writeString(
        directory.resolve("joblog"),
        "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n"
            + "1\t:\t1.5\t0.1\t0\t0\t1\t0\tfalse\n");
    assertThat(cli.run(words(line)).code()).isZero();
    configureAnew();
    assertFirst(only());
  }

  private Job only() {
    return cli.store(store -> store.jobs().list(dev.queuectl.store.JobQuery.newest(2))).getFirst();
  }

  @Test
  void what_a_job_says_itself_stands_above_the_configuration() {
    cli.run(words("enqueue false --id a -r 2 -p 1 -t 0 --backoff fixed"));
    configureAnew();
    var job = cli.job("a");
    assertThat(job.maxRetries()).isEqualTo(2);
    assertThat(job.priority()).isEqualTo(1);
    assertThat(job.policy())
        .isEqualTo(
            new JobPolicy(
                Map.of(
                    JobField.TIMEOUT,
                    Duration.ZERO,
                    JobField.BACKOFF,
                    "fixed",
                    JobField.BACKOFF_BASE,
                    3.5,
                    JobField.BACKOFF_MAX,
                    Duration.ofMinutes(7),
                    JobField.SHELL,
                    "bash -eo pipefail -c")));
  }

  @Test
  void no_verb_looks_at_the_configuration_again() {
    cli.run(words("enqueue false --id a"));
    configureAnew();
    cli.run(words("hold a"));
    cli.run(words("release a"));
    cli.run(words("edit a --queue other"));
    cli.finish(new Outcome.Failed(1));
    assertThat(cli.job("a").nextRetryAt()).isEqualTo(Cli.NOW.plusMillis(3500));
    cli.run(words("retry a"));
    cli.run(words("cancel a"));
    cli.run(words("retry a"));
    assertFirst(cli.job("a"));
    assertThat(cli.run(words("list")).out()).contains("0/5");
    assertThat(cli.run(words("list --json")).out())
        .contains("\"max_retries\": 5, \"priority\": 4")
        .contains(
            "\"timeout\": 90, \"backoff\": \"linear\", \"backoff_base\": 3.5, \"backoff_max\": 420");
  }

  @Test
  void a_job_takes_it_along_to_another_queue() throws Exception {
    cli.run(words("enqueue false --id a"));
    cli.run(words("export jobs.jsonl"));
    var other = new Cli(Files.createDirectory(directory.resolve("other")));
    other.run(words("config set timeout 1"));
    assertThat(other.run("import", directory.resolve("jobs.jsonl").toString()).code()).isZero();
    assertFirst(other.job("a"));
  }

  @Test
  void a_printed_job_can_be_enqueued_again_as_it_was() {
    cli.run(words("enqueue false --id a"));
    var printed = cli.run(words("show a --json")).out();
    configureAnew();
    assertThat(cli.run("enqueue", printed, "--force").code()).isZero();
    assertFirst(cli.job("a"));
  }

  @Test
  void what_an_older_version_exported_without_is_taken_from_the_configuration() {
    cli.run(words("enqueue false --id a"));
    var line = cli.run(words("export")).out();
    cli.run(words("remove a"));
    var old =
        line.replace(
            "\"timeout\": 90, \"backoff\": \"linear\"", "\"timeout\": null, \"backoff\": null");
    assertThat(old).isNotEqualTo(line);
    assertThat(cli.in(old).run(words("import -")).code()).isZero();
    assertFirst(cli.job("a"));
  }

  @Test
  void a_person_is_told_of_jobs_that_a_new_value_does_not_reach() {
    cli.terminal().width = 200;
    assertThat(cli.run(words("config set timeout 5")).err()).isEmpty();
    cli.run(words("enqueue true"));
    assertThat(cli.run(words("config set timeout 6")).err())
        .isEqualTo(
            "queuectl: this affects jobs enqueued from now on; 1 waiting job keeps its own "
                + "value. See queuectl edit --help.\n");
    assertThat(cli.run(words("config set kill-grace 6")).err()).isEmpty();
  }

  @Test
  void help_says_so() {
    for (var line : List.of("config set --help", "help config set")) {
      assertThat(cli.run(words(line)).out().replaceAll("\\s+", " "))
          .contains("is filled in from the configuration when it is enqueued, and then stays");
    }
  }
}
