package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs that wait for a slot, for their time, for their next attempt, or to be released, are told
/// apart.
class WaitingJobsTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "true", "--id", "again");
    cli.finish(new Outcome.Failed(7));
    cli.run("enqueue", "true", "--id", "dead");
    cli.bury();
    cli.run("enqueue", "true", "--id", "later", "--delay", "1h", "--queue", "slow");
    cli.run("enqueue", "true", "--id", "kept", "--hold", "--delay", "2h");
    cli.run("enqueue", "true", "--id", "now");
  }

  private void later(Duration time) {
    cli.clock = InstantSource.fixed(Cli.NOW.plus(time));
  }

  private String listed(String options) {
    var ran = cli.run(("list " + options).strip().split(" "));
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.lines().stream()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "--scheduled,                         later",
    "--state scheduled,                   later",
    "--held,                              kept",
    "--retrying,                          again",
    "--ready,                             now",
    "--state READY,                       now",
    "--held --scheduled,                  kept later",
    "'--state held,scheduled',            kept later",
    "'--state dead,held',                 kept dead",
    "'--state pending,retrying',          now kept later again",
    "'--state failed,ready',              now again",
    "--state pending --held,              kept",
    "'--state pending,failed --retrying', again",
    "--scheduled --queue default,         ''",
    "--scheduled --text LATE,             later",
    "--scheduled --text x,                ''",
    "--held --retrying --sort oldest,     again kept",
    "--held --retrying --sort priority,   again kept",
    "--held --scheduled --limit 1,        kept",
    "'--state pending,processing,completed,dead,cancelled,retrying', now kept later dead again"
  })
  void lists_them_by_what_they_wait_for(String options, String ids) {
    assertThat(listed(options)).isEqualTo(ids);
  }

  @Test
  void says_when_each_is_due() {
    var due =
        cli.run("list").lines().stream()
            .map(line -> line.split(" +"))
            .collect(Collectors.toMap(words -> words[0], words -> words[5]));
    assertThat(due)
        .containsEntry("ID", "DUE")
        .containsEntry("later", "2026-06-01T09:00:00.000Z")
        .containsEntry(
            "again",
            cli.run("show", "again", "--json")
                .out()
                .replaceAll("(?s).*\"next_retry_at\": \"([^\"]+)\".*", "$1"))
        .containsEntry("kept", "held")
        .containsEntry("now", "-")
        .containsEntry("dead", "-");
  }

  @Test
  void status_counts_them() {
    assertThat(cli.run("status").lines())
        .contains("pending: 3", "failed: 1", "ready: 1", "scheduled: 1", "retrying: 1", "held: 1")
        .anyMatch(line -> line.matches("next_due: in \\d+s"));
    assertThat(cli.run("status", "--json").out())
        .contains(
            "\"ready\": 1, \"scheduled\": 1, \"retrying\": 1, \"held\": 1, \"blocked\": 0,"
                + " \"next_due\": \"20");
    cli.run("hold", "again");
    cli.run("cancel", "later");
    cli.run("release", "kept");
    assertThat(cli.run("status").lines())
        .contains("ready: 1", "scheduled: 1", "retrying: 0", "held: 1", "next_due: in 2h");
  }

  /// Although no worker is there to see to it.
  @Test
  void a_job_whose_time_has_come_is_ready() {
    later(Duration.ofMinutes(61));
    assertThat(listed("--ready")).isEqualTo("now later");
    assertThat(listed("--scheduled")).isEmpty();
    assertThat(cli.run("status").lines()).contains("ready: 2", "scheduled: 0", "held: 1");
    assertThat(cli.run("show", "later", "--json").out())
        .contains("\"waiting\": \"ready\", \"due_at\": null");
  }

  @Test
  void show_and_json_tell_them_apart() {
    assertThat(cli.run("show", "later").lines())
        .contains("state: pending", "waiting: scheduled", "due_at: 2026-06-01T09:00:00.000Z");
    assertThat(cli.run("show", "kept").lines()).contains("waiting: held");
    assertThat(cli.run("show", "dead").out()).doesNotContain("waiting:", "due_at:");
    assertThat(cli.run("list", "--jsonl").out())
        .contains(
            "\"waiting\": \"scheduled\", \"due_at\": \"2026-06-01T09:00:00.000Z\"",
            "\"waiting\": \"retrying\", \"due_at\": \"2026-06-01T08:00:0",
            "\"waiting\": \"held\", \"due_at\": \"2026-06-01T10:00:00.000Z\"",
            "\"waiting\": \"ready\", \"due_at\": null",
            "\"waiting\": null, \"due_at\": null");
  }

  @Test
  void what_is_done_to_many_can_be_done_to_them() {
    assertThat(cli.run("retry", "--retrying", "--yes").out()).isEqualTo("Retried 1 job.\n");
    assertThat(cli.job("again").state()).isEqualTo(JobState.PENDING);
    assertThat(cli.run("edit", "--scheduled", "--run-at", "+3h", "--yes").out())
        .isEqualTo("Changed 1 job.\n");
    assertThat(cli.run("release", "--held").err())
        .contains("Release 1 job (all held jobs): not confirmed");
    assertThat(cli.run("release", "--held", "--yes").out()).isEqualTo("Released 1 job.\n");
    assertThat(cli.run("cancel", "--state", "scheduled", "--yes").out())
        .isEqualTo("Cancelled 2 jobs.\n");
    assertThat(List.of("later", "kept", "now", "again").stream().map(id -> cli.job(id).state()))
        .containsExactly(
            JobState.CANCELLED, JobState.CANCELLED, JobState.PENDING, JobState.PENDING);
  }

  @Test
  void of_held_ones_a_verb_takes_those_that_suit_it() {
    cli.run("hold", "again");
    assertThat(cli.run("retry", "--held", "--yes").out()).isEqualTo("Retried 1 job.\n");
    assertThat(cli.job("kept").state()).isEqualTo(JobState.PENDING);
    assertThat(cli.run("remove", "--held", "--yes").out()).isEqualTo("Removed 2 jobs.\n");
    assertThat(listed("")).isEqualTo("now later dead");
  }

  @ParameterizedTest
  @CsvSource({
    "list --state dead --held, 'no job is held and dead. Leave out one of the two.'",
    "retry --scheduled,        'scheduled jobs cannot be retried. '",
    "list --state sheduled,    'unknown state \"sheduled\". Did you mean scheduled?'",
    "list --state waiting,     'unknown state \"waiting\". It is one of pending, processing, '"
  })
  void what_cannot_be_is_said(String line, String sentence) {
    var ran = cli.run(line.split(" "));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: " + sentence);
  }

  @Test
  void completion_knows_the_words() {
    assertThat(cli.run("complete", "--", "list", "--state", "sch").out()).contains("scheduled");
    assertThat(cli.run("complete", "--", "cancel", "--sch").out()).contains("--scheduled");
    assertThat(cli.run("complete", "--", "wait", "--state", "sch").out()).isEmpty();
  }

  @Test
  void doctor_counts_them_again() throws Exception {
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var sql = connection.createStatement()) {
      sql.execute("UPDATE wait_counts SET jobs = 9 WHERE wait = 'held'");
    }
    assertThat(cli.run("doctor").code()).isNotZero();
    cli.run("doctor", "--repair");
    assertThat(cli.run("status").lines()).contains("held: 1", "scheduled: 1", "retrying: 1");
  }

  @Test
  void what_is_due_is_listed_soonest_first_and_page_by_page() {
    cli.run("enqueue", "true", "--id", "late", "--delay", "3h", "--queue", "q");
    cli.run("enqueue", "true", "--id", "soon", "--delay", "1h");
    cli.run("enqueue", "true", "--id", "middle", "--delay", "2h", "--queue", "q");
    cli.run("enqueue", "true", "--id", "withheld", "--delay", "1h", "--hold");
    cli.run("enqueue", "true", "--id", "at-once");
    assertThat(due())
        .containsSubsequence("soon", "middle", "late")
        .doesNotContain("withheld", "at-once");
    assertThat(due("--queue", "q")).containsExactly("middle", "late");
    assertThat(due("--limit", "1")).containsExactly(due().getFirst());
    assertThat(due("--limit", "1", "--after", "soon")).containsExactly("middle");
    assertThat(due("--after", "late")).isEmpty();
    assertThat(ids("list", "--after", "withheld")).startsWith("middle", "soon", "late");
    assertThat(cli.run("list", "--sort", "dues").err()).contains("Did you mean due?");
    assertThat(cli.run("list", "--after", "none").code()).isEqualTo(1);
  }

  private List<String> due(String... options) {
    var words = new ArrayList<>(List.of("list", "--sort", "due"));
    words.addAll(List.of(options));
    return ids(words.toArray(String[]::new));
  }

  private List<String> ids(String... words) {
    return cli.run(words).lines().stream().skip(1).map(line -> line.split(" ")[0]).toList();
  }
}
