package dev.queuectl.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DlqAnalyzeTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    bury("fetch-1", new Outcome.Failed(7), "connecting\nno route to 10.0.0.1\n");
    bury("fetch-2", new Outcome.Failed(7), "no route to 10.0.0.2\n\n");
    bury("slow", new Outcome.TimedOut(Duration.ofSeconds(5)), "");
  }

  private void bury(String id, Outcome outcome, String stderr) {
    cli.run("enqueue", "make", "--id", id, "--retries", "1");
    cli.finish(outcome, "", stderr);
  }

  private String group(String id) {
    return cli.run("dlq", "analyze", "--jsonl").lines().stream()
        .filter(line -> line.contains("\"example\": \"" + id))
        .map(line -> line.replaceAll(".*\"group\": \"([^\"]+)\".*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void groups_the_dead_by_cause_the_largest_first() {
    assertThat(cli.run("dlq", "analyze").lines())
        .containsExactly(
            "2 jobs: exit code 7: no route to N",
            "  first 2026-06-01T08:00:00.000Z, last 2026-06-01T08:00:00.000Z, for example fetch-2",
            "  queuectl dlq retry --group " + group("fetch"),
            "1 job: timed out",
            "  first 2026-06-01T08:00:00.000Z, last 2026-06-01T08:00:00.000Z, for example slow",
            "  queuectl dlq retry --group " + group("slow"));
    assertThat(cli.run("dlq", "stats").out()).isEqualTo(cli.run("dlq", "analyze").out());
  }

  @Test
  void a_message_in_colour_is_the_same_message() {
    bury("fetch-3", new Outcome.Failed(7), "\u001b[31mno route to 10.0.0.3\u001b[0m\n");
    assertThat(cli.run("dlq", "analyze").lines()).contains("3 jobs: exit code 7: no route to N");
  }

  @Test
  void prints_one_json_array() {
    var lines = cli.run("dlq", "analyze", "--json").lines();
    assertThat(lines).hasSize(4).startsWith("[").endsWith("]");
    assertThat(lines.get(1))
        .endsWith(
            "\"count\": 2, \"ending\": \"exit code 7\", \"message\": \"no route to N\","
                + " \"first_seen_at\": \"2026-06-01T08:00:00.000Z\", \"last_seen_at\":"
                + " \"2026-06-01T08:00:00.000Z\", \"example\": \"fetch-2\", \"retry\": \"queuectl"
                + " dlq retry --group "
                + group("fetch")
                + "\"},");
    cli.run("dlq", "clear", "--yes");
    assertThat(cli.run("dlq", "analyze", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void retries_just_one_group() {
    var ran = cli.run("dlq", "retry", "--group", group("fetch").toUpperCase());
    assertThat(ran.out()).isEqualTo("Retried 2 jobs.\n");
    assertThat(List.of(cli.job("fetch-1").state(), cli.job("fetch-2").state()))
        .containsOnly(JobState.PENDING);
    assertThat(cli.job("slow").state()).isEqualTo(JobState.DEAD);
  }

  @Test
  void shows_as_many_groups_as_asked_for() {
    var ran = cli.run("dlq", "analyze", "--limit", "1");
    assertThat(ran.lines()).hasSize(3);
    assertThat(ran.err()).isEmpty();
    assertThat(cli.run("dlq", "analyze", "--limit", "0").code()).isEqualTo(2);
  }

  @Test
  void refuses_what_names_no_group_or_more_than_that() {
    var ran = cli.run("dlq", "retry", "--group", "zzzzzz");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("queuectl: there is no group \"zzzzzz\". See queuectl dlq analyze.\n");
    assertThat(cli.run("dlq", "list", "--group", "zzzzzz").code()).isEqualTo(1);
    assertThat(cli.run("dlq", "delete", "--group", "zzzzzz", "-y").code()).isEqualTo(1);
    assertThat(cli.run("dlq", "delete", "slow", "--group", "zzzzzz", "-y").code()).isEqualTo(2);
    assertThat(cli.run("dlq", "delete").code()).isEqualTo(2);
    assertThat(cli.run("dlq", "retry", "--group", "zzzzzz", "--all").code()).isEqualTo(2);
    assertThat(cli.run("dlq", "retry", "slow", "--group", "zzzzzz").code()).isEqualTo(2);
  }

  @Test
  void a_group_is_listed_and_deleted_alone() {
    assertThat(cli.run("dlq", "list", "--group", group("fetch"), "--jsonl").lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"cause\": \"" + group("fetch") + "\""));
    assertThat(cli.run("dlq", "delete", "--group", group("fetch")).code()).isNotZero();
    assertThat(cli.run("dlq", "delete", "--group", group("fetch"), "--yes").out())
        .isEqualTo("Removed 2 jobs.\n");
    assertThat(cli.run("dlq", "groups").lines()).first().asString().startsWith("1 job: timed out");
  }

  @Test
  void the_shared_filter_takes_the_name_of_a_group() {
    var slow = group("slow");
    assertThat(cli.run("list", "--cause", slow, "--jsonl").lines())
        .singleElement()
        .asString()
        .contains("\"id\": \"slow\"");
    assertThat(cli.run("list", "--cause", slow, "--state", "pending").code()).isEqualTo(2);
    assertThat(cli.run("list", "--cause", "nothing").err()).contains("--cause must be");
    assertThat(cli.run("cancel", "--cause", slow, "--yes").code()).isEqualTo(2);
    assertThat(cli.run("retry", "--cause", slow, "--yes").out()).isEqualTo("Retried 1 job.\n");
    assertThat(cli.run("remove", "--cause", slow, "--yes").out()).isEqualTo("Removed 0 jobs.\n");
    assertThat(cli.job("fetch-1").state()).isEqualTo(JobState.DEAD);
  }

  @Test
  void a_rule_is_proposed_where_every_attempt_ended_in_the_same_way() {
    cli.run("config", "set", "backoff_max", "0");
    cli.run("enqueue", "make", "--id", "typo", "--retries", "2", "--priority", "9");
    cli.finish(new Outcome.Failed(127), "", "mkae: not found\n");
    cli.finish(new Outcome.Failed(127), "", "mkae: not found\n");
    assertThat(cli.run("dlq", "analyze").lines())
        .contains(
            "  all 2 attempts of typo ended so: enqueue --give-up-on 127 would have spared it the"
                + " others");
    assertThat(cli.run("dlq", "analyze", "--jsonl").lines())
        .filteredOn(line -> line.contains("\"rule\": \"give_up_on=127\""))
        .hasSize(1);
  }

  @Test
  void a_job_that_an_edit_has_left_without_attempts_is_grouped_too() {
    cli.run("enqueue", "make", "--id", "fetch-3", "--retries", "3");
    cli.finish(new Outcome.Failed(7), "", "no route to 10.0.0.3\n");
    cli.run("edit", "fetch-3", "--retries", "1");
    assertThat(cli.job("fetch-3").state()).isEqualTo(JobState.DEAD);
    assertThat(cli.run("dlq", "analyze").lines()).contains("3 jobs: exit code 7: no route to N");
  }
}
