package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Cli.Ran;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a job is named: by its id, or by the beginning of it; the same in every command.
class NamedJobTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    for (var id : List.of("nightly-backup", "nightly-report", "job10", "10")) {
      cli.run("enqueue", "true", "--id", id);
    }
  }

  private Ran run(String line, String id) {
    return cli.run(line.replace("ID", id).split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show ID",
        "show ID --json",
        "why ID",
        "logs ID",
        "hold ID",
        "release ID",
        "edit ID --priority 5",
        "cancel ID",
        "cancel ID --json",
        "remove ID",
        "wait ID --state pending",
        "status ID",
        "kill ID"
      })
  void the_beginning_of_one_id_names_that_job(String line) {
    var ran = run(line, "nightly-b");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out() + ran.err()).doesNotContain("nightly-report", "job10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show ID",
        "why ID",
        "logs ID",
        "hold job10 ID",
        "release ID",
        "edit ID --priority 5",
        "cancel job10 ID",
        "remove job10 ID",
        "wait ID"
      })
  void the_beginning_of_several_is_refused_and_nothing_is_done(String line) {
    var before = cli.run("list", "--json").out();
    var ran = run(line, "nightly");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: \"nightly\" matches several jobs: nightly-report, nightly-backup. Type more"
                + " of the id.\n");
    assertThat(cli.run("list", "--json").out()).isEqualTo(before);
  }

  @Test
  void a_whole_id_comes_first() {
    cli.run("enqueue", "true", "--id", "nightly");
    assertThat(cli.run("cancel", "nightly").out()).isEqualTo("Cancelled nightly.\n");
  }

  /// Whoever counts up their ids does not mean another one.
  @ParameterizedTest
  @ValueSource(strings = {"1", "job1", "job", "n", "", "ightly-b", "%", "NIGHTLY-B", "job10x"})
  void what_is_too_short_or_cuts_a_number_or_is_no_beginning_names_nothing(String word) {
    for (var verb : List.of("cancel", "hold", "remove", "wait", "show", "logs", "why")) {
      var ran = cli.run(verb, word);
      assertThat(ran.code()).as(verb).isEqualTo(1);
      assertThat(ran.err()).startsWith("queuectl: there is no job \"" + word + "\". ");
    }
    assertThat(cli.run("show", "job1").err()).endsWith("Did you mean job10?\n");
  }

  /// They are made of digits as much as of letters.
  @Test
  void an_id_of_ours_can_be_cut_anywhere() {
    cli.run("enqueue", "true", "--id", "0shk3v81234");
    for (var part : List.of("0shk", "0shk3v812", "0shk3v8123")) {
      assertThat(cli.run("show", part).lines()).contains("id: 0shk3v81234");
    }
  }

  @Test
  void a_job_that_is_named_in_two_ways_is_meant_once() {
    var ran = cli.run("cancel", "nightly-backup", "nightly-b");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("Cancelled nightly-backup.\n");
  }

  @Test
  void what_is_there_is_done_and_what_is_not_is_said() {
    var ran = cli.run("cancel", "nightly-b", "weekly");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("Cancelled nightly-backup.\n");
    assertThat(ran.err()).startsWith("queuectl: there is no job \"weekly\". ");
  }

  @Test
  void the_shell_and_the_dead_letter_queue_know_it_too() {
    assertThat(cli.in("hold nightly-b\n").run("shell").out()).contains("Held nightly-backup.");
    cli.run("hold", "nightly-report", "10");
    cli.bury();
    assertThat(cli.job("job10").state()).isEqualTo(JobState.DEAD);
    assertThat(cli.run("dlq", "show", "job").lines()).contains("id: job10");
    assertThat(cli.run("dlq", "delete", "job1").code()).isEqualTo(1);
    assertThat(cli.run("dlq", "retry", "job").out()).isEqualTo("Retried job10.\n");
    cli.run("cancel", "job10");
    assertThat(cli.run("dlq", "delete", "nightly-b").err())
        .contains("is pending, not in the dead letter queue");
  }
}
