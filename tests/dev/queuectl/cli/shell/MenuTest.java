package dev.queuectl.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MenuTest {
  private static final String ENTER = "";

  @TempDir Path directory;
  private Cli cli;
  private TypedInput person;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    person = new TypedInput(cli);
  }

  @Test
  void it_begins_with_the_queue_and_the_entries_and_ends_with_0() throws Exception {
    var seen = person.menu("0");
    assertThat(seen.code()).isZero();
    assertThat(seen.printed())
        .contains("QueueCTL 0.1.0")
        .contains("There is no queue there yet")
        .contains("  1  Add a job", "  7  Dead letter queue", "  8  Configuration", "  0  Exit");
    assertThat(cli.database()).doesNotExist();
  }

  @Test
  void a_job_is_added_with_the_defaults_that_are_shown() throws Exception {
    var seen = person.menu("1", "echo 'a b'", ENTER, ENTER, ENTER, ENTER, "0");
    assertThat(seen.printed())
        .contains("Id [generated]:", "Priority [0]:")
        .contains("$ queuectl enqueue 'echo '\\''a b'\\'''")
        .contains("Enqueued ");
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void every_answer_is_checked_and_asked_for_again() throws Exception {
    var seen =
        person.menu(
            "1",
            ENTER,
            "sleep 1",
            "a b",
            "j1",
            "high",
            "7",
            "maybe",
            "y",
            "my queue",
            "mail",
            "never",
            "+10m",
            "long",
            "90s",
            "-1",
            "5",
            ENTER,
            "0");
    assertThat(seen.printed())
        .contains("the command is empty")
        .contains("the id \"a b\" cannot be used")
        .contains("priority must be a whole number")
        .contains("type y or n")
        .contains("the queue name \"my queue\" cannot be used")
        .contains("\"never\" is not a time")
        .contains("\"long\" is not a duration")
        .contains("max_retries must be between 0")
        .contains(
            "$ queuectl enqueue --id j1 --priority 7 --queue mail --run-at +10m --timeout 90s --max-retries 5 'sleep 1'");
    var job = cli.job("j1");
    assertThat(job.priority()).isEqualTo(7);
    assertThat(job.queue()).isEqualTo("mail");
    assertThat(job.runAt()).isEqualTo(Cli.NOW.plus(Duration.ofMinutes(10)));
    assertThat(job.policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
    assertThat(job.maxRetries()).isEqualTo(5);
  }

  @Test
  void q_goes_back_without_a_change() throws Exception {
    var seen = person.menu("1", "true", "q", "9", "x", "q");
    assertThat(seen.code()).isZero();
    assertThat(seen.printed()).contains("\"9\" is not on the menu", "\"x\" is not on the menu");
    assertThat(cli.database()).doesNotExist();
  }

  @Test
  void commands_that_look_like_options_or_json_are_kept_as_they_are() throws Exception {
    person.menu("1", "{ echo a; }", "braces", ENTER, ENTER, ENTER, "0");
    assertThat(cli.job("braces").command()).isEqualTo("{ echo a; }");
  }

  @Test
  void the_status_is_shown_until_a_key_is_pressed() throws Exception {
    cli.run("enqueue", "true");
    cli.run("enqueue", "true");
    assertThat(person.menu("2", "q0").printed())
        .contains("$ queuectl status", "pending: 2", "any key goes back")
        .contains("$ queuectl list --limit 5", "pending  0/3");
  }

  @Test
  void queues_are_shown_paused_limited_and_resumed() throws Exception {
    cli.run("enqueue", "true", "--queue", "mail");
    var seen =
        person.menu(
            "8",
            "4",
            ENTER,
            "5",
            "mail",
            "it moves",
            ENTER,
            "7",
            "mail",
            "2",
            ENTER,
            "6",
            "mail",
            ENTER,
            "0",
            "0");
    assertThat(seen.printed())
        .contains("$ queuectl queue list", "since", ": it moves")
        .contains("mail runs at most 2 jobs at a time.")
        .contains("Resumed mail.");
  }

  @Test
  void jobs_are_listed_by_state() throws Exception {
    cli.run("enqueue", "true", "--id", "a");
    cli.run("enqueue", "true", "--id", "b");
    cli.run("cancel", "b");
    var seen = person.menu("3", "gone", "Cancelled", ENTER, "0", "5", ENTER, "0");
    assertThat(seen.printed())
        .contains("unknown state \"gone\"")
        .contains("the number must be between 1 and 1000, was 0")
        .contains("$ queuectl list --state cancelled --limit 5")
        .contains("b   cancelled")
        .doesNotContain("a   pending");
  }

  @Test
  void many_jobs_are_listed_page_by_page() throws Exception {
    for (var id : List.of("a", "b", "c", "d", "e")) {
      cli.run("enqueue", "true", "--id", id);
    }
    var seen = person.menu("3", ENTER, "oldest", "2", ENTER, ENTER, ENTER, "0");
    assertThat(seen.printed())
        .containsSubsequence(
            "$ queuectl list --sort oldest --limit 2\n",
            "b   pending",
            "$ queuectl list --sort oldest --limit 2 --after b\n",
            "d   pending",
            "$ queuectl list --sort oldest --limit 2 --after d\n",
            "e   pending",
            "Press Enter");
    assertThat(person.menu("3", ENTER, ENTER, "2", "q", "0").printed())
        .contains("e   pending")
        .doesNotContain("--after");
    assertThat(person.menu("3", ENTER, "due", "2", ENTER, "0").printed())
        .contains("$ queuectl list --sort due --limit 2");
  }

  @Test
  void workers_that_there_are_not_are_not_asked_about() throws Exception {
    cli.run("enqueue", "true");
    var seen = person.menu("5", ENTER, "6", "3", ENTER, "1", ENTER, "0", "0");
    assertThat(seen.printed())
        .contains("$ queuectl worker stop")
        .contains("No workers are running");
  }

  @Test
  void a_worker_is_scaled() throws Exception {
    var worker = cli.join();
    var seen = person.menu("6", "3", "0", "4", ENTER, "0", "0");
    assertThat(seen.printed())
        .contains("Slots [1]:")
        .contains("the number of slots must be between 1 and 1000, was 0")
        .contains("$ queuectl worker scale 4 " + worker.id());
  }

  @Test
  void dead_jobs_are_shown_analysed_retried_and_deleted() throws Exception {
    for (var id : new String[] {"a", "b", "c"}) {
      cli.run("enqueue", "false", "--id", id, "--max-retries", "1");
      cli.bury();
    }
    var seen =
        person.menu(
            "7", "1", ENTER, "2", "a", ENTER, "5", ENTER, "3", "a", ENTER, "4", "b", "y", ENTER,
            "0", "0");
    assertThat(seen.printed())
        .contains("$ queuectl dlq list", "$ queuectl dlq show a", "$ queuectl dlq analyze")
        .contains("$ queuectl dlq retry a", "$ queuectl dlq delete b");
    assertThat(cli.job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(cli.job("c").state()).isEqualTo(JobState.DEAD);
    assertThat(cli.count()).isEqualTo(2);
    person.menu("7", "3", ENTER, ENTER, "0", "0");
    assertThat(cli.job("c").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void the_configuration_is_changed_and_reset() throws Exception {
    var seen =
        person.menu(
            "8", "2", "max-retires", "max-retries", "many", "7", ENTER, "1", ENTER, "0", "0");
    assertThat(seen.printed())
        .contains("Did you mean max_retries?")
        .contains("max_retries must be a whole number between 0 and 1000000, was \"many\"")
        .contains("$ queuectl config set max_retries 7");
    assertThat(maxRetries()).isEqualTo(7);
    person.menu("8", "3", "max_retries", ENTER, "0", "0");
    assertThat(maxRetries()).isEqualTo(3);
  }

  private int maxRetries() {
    return cli.store(store -> store.config().settings().number(Setting.MAX_RETRIES));
  }

  @Test
  void a_terminal_that_is_gone_ends_it_everywhere() throws Exception {
    assertThat(person.menu().code()).isZero();
    assertThat(person.menu("1").code()).isZero();
    assertThat(person.menu("8", "2").code()).isZero();
  }
}
