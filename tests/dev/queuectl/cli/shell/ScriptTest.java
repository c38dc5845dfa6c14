package dev.queuectl.cli.shell;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `shell` that reads a pipe.
class ScriptTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @Test
  void it_runs_a_command_a_line() {
    var ran =
        cli.in(
                """
                # a comment

                enqueue 'echo "a  b"' --id a --priority 5
                queuectl enqueue true --id b
                {"id": "c", "command": "true"}
                cancel b   # no more needed
                list --jsonl
                """)
            .run("shell");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.lines()).hasSize(4 + 3).startsWith("a", "b", "c", "Cancelled b.");
    assertThat(cli.job("a").command()).isEqualTo("echo \"a  b\"");
    assertThat(cli.job("b").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void json_and_quotes_may_go_on_over_lines() {
    var ran =
        cli.in("{\"id\": \"a\",\n \"command\": \"true\"}\nenqueue 'x\ny' --id b").run("shell");
    assertThat(ran.line()).isEqualTo("a\nb");
    assertThat(cli.job("b").command()).isEqualTo("x\ny");
  }

  @Test
  void term_ends_the_command_and_the_lines_after_it() throws Exception {
    cli.in("worker start\nenqueue true --id late\n");
    var script = CompletableFuture.supplyAsync(() -> cli.run("shell"));
    var other = new Cli(directory);
    until(
        "the worker has joined",
        () -> other.run("worker", "status", "--jsonl").out().contains("{"));
    Objects.requireNonNull(cli.interrupt.get()).accept("TERM");
    assertThat(script.get(60, TimeUnit.SECONDS).code()).isEqualTo(143);
    assertThat(cli.count()).isZero();
  }

  @Test
  void it_stops_at_the_first_failure_with_its_exit_code_and_says_where() {
    var ran = cli.in("enqueue true --id a\n\nshow nosuch\nenqueue true --id b\n").run("shell");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("there is no job \"nosuch\"")
        .contains("queuectl: line 3 failed with exit code 1. The lines after it were not run");
    assertThat(cli.count()).isEqualTo(1);
    assertThat(cli.in("list --nosuch").run("shell").code()).isEqualTo(2);
  }

  @Test
  void with_keep_going_it_runs_the_rest_and_exits_1() {
    var ran = cli.in("list --nosuch\nenqueue true\nshow x\n").run("shell", "--keep-going");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("line 1 failed with exit code 2").contains("line 3 failed");
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void enqueue_does_not_read_the_lines_of_the_script() {
    var ran = cli.in("enqueue\nenqueue true --id b\n").run("shell", "--keep-going");
    assertThat(ran.err()).contains("standard input is empty");
    assertThat(ran.line()).isEqualTo("b");
    ran = cli.in("enqueue -\nlist\n").run("shell", "--keep-going");
    assertThat(ran.lines()).hasSize(2);
  }

  @Test
  void nothing_is_asked() {
    cli.run("enqueue", "true", "--id", "a");
    cli.run("cancel", "a");
    var ran = cli.in("remove --state cancelled\ny\n").run("shell");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Add --yes");
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void options_of_the_shell_hold_for_every_command() {
    var other = directory.resolve("other.db").toString();
    var ran = cli.in("enqueue true --id a\nlist\n").run("shell", "--db", other, "--jsonl");
    assertThat(ran.lines()).allMatch(line -> line.startsWith("{\"id\": \"a\""));
    assertThat(cli.run("list", "--all").lines()).hasSize(1);
    assertThat(cli.run("show", "a", "--db", other).code()).isZero();
    ran = cli.in("list --db " + cli.database()).run("shell", "--db", other, "--json");
    assertThat(ran.line()).isEqualTo("[]");
  }

  @Test
  void the_shell_s_own_words_work_too() {
    var ran = cli.in("time\ntime enqueue true --id a\nhelp exit\nclear\nexit 3\nlist").run("shell");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.lines())
        .containsExactly(
            "2026-06-01 10:00:00 Europe/Berlin, 2026-06-01T08:00:00Z",
            "a",
            "took 0s",
            "exit [CODE]: Exit; also quit and Ctrl-D.");
    assertThat(cli.in("banner").run("shell").out())
        .contains("QueueCTL 0.1.0")
        .contains(cli.database().toString())
        .contains("1 pending");
  }

  @Test
  void help_of_everything_names_the_shell_s_own_words_and_of_a_command_its_examples() {
    assertThat(cli.in("help").run("shell").out())
        .contains("Also in this shell:")
        .contains("banner");
    assertThat(cli.in("help dlq retry").run("shell").out())
        .contains("Examples:")
        .contains("--group");
  }

  @Test
  void slips_are_told_what_was_probably_meant() {
    assertThat(cli.in("exti").run("shell").err()).contains("Did you mean exit?");
    assertThat(cli.in("lsit").run("shell").err()).contains("Did you mean list?");
    assertThat(cli.in("list --stat dead").run("shell").err()).contains("Did you mean --state?");
    assertThat(cli.in("exit now").run("shell").err()).contains("must be a whole number");
  }

  @Test
  void pipes_and_redirections_are_refused() {
    var ran = cli.in("enqueue true | head").run("shell");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("\"|\" has no meaning here");
    assertThat(cli.run("list").lines()).hasSize(1);
  }

  @Test
  void an_open_quote_and_broken_letters_are_told() {
    var ran = cli.in("enqueue true\nenqueue 'a\nlist\n").run("shell");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("line 2 is not complete: ' is missing");
    var broken = "list\nenqueue 'ü'\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(cli.in(broken).run("shell").err())
        .contains("line 2: it is not valid UTF-8, at byte 10");
  }

  @Test
  void a_shell_within_a_shell_reads_nothing() {
    assertThat(cli.in("shell\nenqueue true --id a").run("shell").line()).isEqualTo("a");
  }

  @Test
  void without_a_terminal_and_a_command_there_is_still_an_error() {
    var ran = cli.in("list").run();
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("no command was given");
    assertThat(cli.run("menu").err()).contains("the menu needs a terminal");
    assertThat(cli.run("menu").code()).isEqualTo(2);
  }
}
