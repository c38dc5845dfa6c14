package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.report.JsonValues;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs that wait for others, at the command line.
class DependencyTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private void enqueue(String id, String... words) {
    var all = new ArrayList<>(List.of("enqueue", "true", "--id", id));
    all.addAll(List.of(words));
    var ran = cli.run(all.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private void refused(int code, String sentence, String... words) {
    var ran = cli.run(words);
    assertThat(ran.err()).contains(sentence);
    assertThat(ran.code()).isEqualTo(code);
  }

  @Test
  void why_says_for_what_it_waits() {
    enqueue("build");
    enqueue("lint");
    enqueue("deploy", "--after", "build,lint", "--after-end", "build");
    cli.claim();
    assertThat(cli.run("why", "deploy").out())
        .contains(
            "It waits for the success of build (processing since 0s), of lint (pending) and the end of build (processing since 0s).");
    assertThat(JsonValues.object(cli.run("show", "deploy", "--json").out()))
        .containsEntry(
            "waits_for",
            List.of(
                Map.of("id", "build", "for", "success", "state", "processing"),
                Map.of("id", "lint", "for", "success", "state", "pending"),
                Map.of("id", "build", "for", "end", "state", "processing")))
        .containsEntry("after", List.of("build", "lint"))
        .containsEntry("waiting", "blocked");
    assertThat(JsonValues.object(cli.run("show", "build", "--json").out()))
        .containsEntry("awaited_by", 1L);
    assertThat(cli.run("show", "deploy").out()).contains("after: build (processing)\n");
    assertThat(cli.run("list", "--blocked").out()).contains("deploy").doesNotContain("lint");
  }

  @Test
  void what_was_not_run_comes_back_with_its_cause() {
    enqueue("build", "--retries", "1");
    enqueue("test", "--after", "build");
    enqueue("deploy", "--depends-on", "test");
    cli.bury();
    assertThat(cli.run("why", "test").out())
        .isEqualTo(
            "It was not run: build, which it waits for, is dead since 10:00:00 (exit code 7). Retrying build brings it back.\n");
    refused(
        1,
        "test waits for build, which is dead. Retry build, or run test without it: queuectl retry test --ignore-dependencies",
        "retry",
        "test");
    assertThat(cli.run("retry", "build").out())
        .isEqualTo("Retrying build, and 2 jobs that wait for it.\n");
    assertThat(cli.job("deploy").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void a_retry_in_json_names_what_came_back() {
    enqueue("build", "--retries", "1");
    enqueue("test", "--after", "build");
    cli.bury();
    assertThat(JsonValues.object(cli.run("retry", "build", "--json").out()))
        .containsEntry("revived", List.of("test"));
  }

  @Test
  void what_cannot_be_waited_for_is_refused() {
    enqueue("build", "--retries", "1");
    refused(
        1,
        "there is no job \"biuld\" to wait for. Did you mean build?",
        "enqueue",
        "true",
        "--after",
        "biuld");
    refused(2, "a waits for itself: a -> a", "enqueue", "true", "--id", "a", "--after", "a");
    refused(2, "@ is a job before this one", "enqueue", "true", "--after", "@");
    refused(2, "the id \"a b\" cannot be used", "enqueue", "true", "--after", "a b");
    refused(2, "the id \"a'b\" cannot be used", "enqueue", "true", "--after", "build,a'b");
    var many = IntStream.range(0, 1001).mapToObj(i -> "j" + i).collect(Collectors.joining(","));
    refused(
        2,
        "it waits for 1,001 ends of other jobs; the limit is 1,000",
        "enqueue",
        "true",
        "--after",
        many);
    cli.bury();
    refused(
        1,
        "build is dead, so a job after its success would never run. Retry it first, or use --after-end.",
        "enqueue",
        "true",
        "--after",
        "build");
    enqueue("b", "--after-end", "build", "--after-failure", "build");
    assertThat(cli.job("b").ties().waitingOn()).isZero();
  }

  @Test
  void jobs_of_a_file_wait_for_each_other_in_any_order() {
    var file =
        """
        {"id": "deploy", "command": "true", "after": ["build", "test"]}
        {"id": "test", "command": "true", "after": "build"}
        {"id": "build", "command": "true"}
        """;
    assertThat(cli.in(file).run("enqueue", "-").code()).isZero();
    cli.finish(new Outcome.Succeeded());
    cli.finish(new Outcome.Succeeded());
    assertThat(cli.claim().id()).isEqualTo("deploy");
  }

  @Test
  void the_job_before_has_a_short_name() {
    var file =
        """
        {"command": "echo one"}
        {"command": "echo two", "after": "@"}
        {"command": "echo three", "id": "c", "after": ["@", "@~1"]}
        """;
    var ids = cli.in(file).run("enqueue", "-").lines();
    assertThat(JsonValues.object(cli.run("show", "c", "--json").out()))
        .containsEntry("after", List.of(ids.get(0), ids.get(1)));
    cli.in("{\"command\": \"true\", \"after\": \"@\"}\n");
    refused(2, "line 1: @ is a job before this one, and there is none", "enqueue", "-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody | 1 | line 3: there is no job \"nobody\" to wait for; nothing was enqueued",
        "c | 2 | line 3: c waits for itself: c -> c; nothing was enqueued",
      })
  void a_file_is_enqueued_whole_or_not_at_all(String other, int code, String sentence) {
    cli.in(
        "{\"id\": \"a\", \"command\": \"true\"}\n# a comment\n"
            + "{\"id\": \"c\", \"command\": \"true\", \"after\": \"%s\"}\n".formatted(other));
    refused(code, sentence, "enqueue", "-");
    assertThat(cli.count()).isZero();
  }

  @Test
  void a_job_can_be_given_others_to_wait_for_later_or_none() {
    enqueue("a");
    enqueue("b");
    enqueue("c", "--after", "b");
    assertThat(cli.run("edit", "b", "--after", "a").code()).isZero();
    refused(2, "a waits for itself: a -> c -> b -> a", "edit", "a", "--after", "c");
    assertThat(cli.run("edit", "b", "--after", "none").code()).isZero();
    assertThat(cli.job("b").ties().waitingOn()).isZero();
  }

  @Test
  void a_job_that_others_wait_for_is_removed_with_them() {
    enqueue("build");
    enqueue("test", "--after", "build");
    enqueue("deploy", "--after", "test");
    refused(
        1,
        "2 jobs wait for build: test and deploy. Remove them, too: --dependents",
        "remove",
        "build");
    assertThat(cli.run("remove", "build", "--dependents").out())
        .isEqualTo("Removed build, and 2 jobs that wait for it.\n");
    assertThat(cli.count()).isZero();
  }

  @Test
  void what_they_wait_for_is_exported_and_imported() {
    enqueue("build", "--retries", "1");
    enqueue("test", "--after", "build");
    enqueue("other", "--after-end", "test");
    cli.bury();
    enqueue("last");
    enqueue("later", "--after", "last");
    var other = new Cli(directory.resolve("other"));
    assertThat(directory.resolve("other").toFile().mkdir()).isTrue();
    assertThat(other.in(cli.run("export").out()).run("import", "-").code()).isZero();
    assertThat(other.job("later").ties().waitingOn()).isEqualTo(1);
    assertThat(other.run("retry", "build").out())
        .isEqualTo("Retrying build, and 2 jobs that wait for it.\n");
  }

  @Test
  void a_list_can_be_a_tree() {
    enqueue("build");
    enqueue("deploy");
    enqueue("test", "--after", "build");
    enqueue("lint", "--after", "build");
    assertThat(cli.run("edit", "deploy", "--after", "test,lint").code()).isZero();
    assertThat(cli.run("list", "--tree").lines().stream().skip(1).map(it -> it.substring(0, 12)))
        .containsExactly("build       ", "└ test      ", "  └ deploy  ", "└ lint      ");
  }

  @Test
  void a_cancelled_job_takes_along_what_waits_for_it() {
    enqueue("build");
    enqueue("test", "--after", "build");
    enqueue("always", "--after-end", "build");
    assertThat(cli.run("cancel", "build").out())
        .isEqualTo("Cancelled build, and 1 job that waits for it.\n");
    assertThat(cli.job("test").error()).isEqualTo("not run: build is cancelled");
    assertThat(cli.job("always").ties().waitingOn()).isZero();
  }

  @Test
  void a_person_is_asked_before_many_are_cancelled_with_one() {
    enqueue("build");
    for (var i = 0; i < 11; i++) {
      enqueue("t" + i, "--after", "build");
    }
    var ran = cli.in("n\n").terminal().run("cancel", "build");
    assertThat(ran.err()).contains("Cancel build, and 11 jobs that wait for it? [y/N]");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(cli.job("build").state()).isEqualTo(JobState.PENDING);
  }

  /// With real processes.
  @Test
  void the_command_learns_after_what_it_runs() {
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
    enqueue("a");
    assertThat(cli.run("edit", "a", "--command", "exit 3", "--max-retries", "1").code()).isZero();
    cli.run(
        "enqueue",
        "--id",
        "b",
        "--after-failure",
        "a",
        "echo $QUEUECTL_AFTER $QUEUECTL_AFTER_STATE $QUEUECTL_AFTER_EXIT_CODE");
    cli.run("enqueue", "--id", "c", "--after", "a", "true");
    cli.run("worker", "start", "--drain");
    assertThat(cli.run("logs", "b", "--stdout").line()).isEqualTo("a dead 3");
    assertThat(cli.job("c").ties().isSkipped()).isTrue();
  }
}
