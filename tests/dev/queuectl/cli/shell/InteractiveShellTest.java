package dev.queuectl.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The interactive shell without a real terminal; with one, see [ShellAtTerminalTest].
class InteractiveShellTest {
  @TempDir Path directory;
  private Cli cli;
  private TypedInput person;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    person = new TypedInput(cli);
  }

  @Test
  void it_carries_out_line_after_line_and_lives_through_failures() throws Exception {
    var seen = person.shell("enqueue true --id a", "show nosuch", "queuectl cancel a", "exit 4");
    assertThat(seen.code()).isEqualTo(4);
    assertThat(seen.printed())
        .contains("QueueCTL 0.1.0", "There is no queue there yet", "help explains")
        .contains("Enqueued a.", "there is no job \"nosuch\"", "Cancelled a.");
    assertThat(cli.job("a").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void json_may_go_on_over_lines() throws Exception {
    var seen = person.shell("{\"id\": \"a\",", "\"command\": \"true\"}", "enqueue 'x", "y' --id b");
    assertThat(seen.printed()).contains("Enqueued a.", "Enqueued b.");
    assertThat(cli.job("b").command()).isEqualTo("x\ny");
  }

  @Test
  void exclamation_marks_mean_nothing() throws Exception {
    person.shell("enqueue 'echo hi!!' --id a");
    assertThat(cli.job("a").command()).isEqualTo("echo hi!!");
  }

  @Test
  void questions_are_asked_and_answered_at_the_same_terminal() throws Exception {
    var seen = person.shell("enqueue true --id a", "cancel a", "remove --state cancelled", "y");
    assertThat(seen.printed()).contains("[y/N]");
    assertThat(cli.count()).isZero();
  }

  @Test
  void the_prompt_tells_what_runs_and_what_is_dead() throws Exception {
    cli.run("enqueue", "false", "--max-retries", "1");
    cli.bury();
    cli.run("enqueue", "true");
    cli.claim();
    assertThat(person.shell("version").printed()).contains("queuectl [1 running, 1 dead]> ");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void what_was_typed_is_kept_for_its_owner_only_but_not_what_begins_with_a_blank()
      throws Exception {
    person.shell("version", " enqueue 'login --password secret'", "status");
    var history = directory.resolve("history");
    assertThat(Files.readString(history)).contains("version", "status").doesNotContain("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
    assertThat(person.shell("history").printed()).contains("version\nstatus\nhistory\n");
  }

  @Test
  void a_shell_in_the_shell_is_declined() throws Exception {
    assertThat(person.shell("shell").printed()).contains("you are already in the shell");
  }

  @Test
  void where_the_history_is_kept() {
    cli.env.put("XDG_STATE_HOME", "/state");
    assertThat(HistoryFile.of(cli.console(System.err))).hasToString("/state/queuectl/history");
    cli.env.put("XDG_STATE_HOME", "relative");
    assertThat(HistoryFile.of(cli.console(System.err)))
        .isEqualTo(directory.resolve(".local/state/queuectl/history"));
    cli.platform = "Mac OS X";
    assertThat(HistoryFile.of(cli.console(System.err)))
        .isEqualTo(directory.resolve("Library/Application Support/queuectl/history"));
    cli.platform = "Windows 11";
    cli.env.put("LOCALAPPDATA", directory.resolve("Local").toString());
    assertThat(HistoryFile.of(cli.console(System.err)))
        .isEqualTo(directory.resolve("Local/queuectl/history"));
  }
}
