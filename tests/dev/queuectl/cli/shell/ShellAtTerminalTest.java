package dev.queuectl.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Until;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.InTerminal;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.Tmux;
import dev.queuectl.process.posix.Identities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The interactive shell as a person meets it.
@InTerminal
class ShellAtTerminalTest {
  private static final String PROMPT = "queuectl>";

  @TempDir Path directory;
  private Cli cli;
  private Tmux tmux;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    tmux = new Tmux(directory, 80, 24).env("QUEUECTL_DB", cli.database().toString());
  }

  @AfterEach
  void close() {
    tmux.close();
    cli.run("worker", "stop", "--force");
  }

  private Tmux start(String... args) throws Exception {
    return tmux.start(ProgramProcess.words(args))
        .until("Ctrl-D exits")
        .until("the prompt", s -> prompts(s) > 0);
  }

  private static long prompts(String screen) {
    return screen.lines().filter(line -> line.matches("queuectl( \\[.*])?>")).count();
  }

  /// Waits for a prompt with nothing behind it.
  private Tmux untilPrompt() {
    return tmux.until(
        "an empty prompt", s -> s.stripTrailing().matches("(?s).*\\R?queuectl( \\[.*])?>"));
  }

  @Test
  void without_arguments_it_begins_and_with_ctrl_d_it_ends() throws Exception {
    start().line("queuectl enqueue true --id a").until("Enqueued a.");
    untilPrompt().keys("C-d");
    assertThat(tmux.exitCode()).isZero();
    assertThat(cli.job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(tmux.everything()).doesNotContain("WARN");
  }

  @Test
  void what_is_typed_is_shown_as_it_is() throws Exception {
    start("shell").line("enqueue 'echo q─x│┼' --id a").until("Enqueued a.");
    assertThat(tmux.screen()).contains(PROMPT + " enqueue 'echo q─x│┼' --id a");
    untilPrompt().keys("Up").until(PROMPT + " enqueue 'echo q─x│┼' --id a");
    assertThat(cli.job("a").command()).isEqualTo("echo q─x│┼");
  }

  @Test
  void tab_completes_commands_options_states_and_ids_and_shows_what_they_mean() throws Exception {
    cli.run("enqueue", "echo hello", "--id", "report-1");
    cli.run("enqueue", "true", "--id", "other");
    start("shell").type("can").keys("Tab").until(PROMPT + " cancel");
    tmux.type("rep").keys("Tab").until(PROMPT + " cancel report-1").keys("Enter");
    tmux.until("Cancelled report-1.");
    tmux.type("wor").keys("Tab", "Tab").until("restart").until("Run jobs in the foreground");
    tmux.keys("C-u").type("list --sta").keys("Tab").type("te ").until("list --state");
    tmux.type("canc").keys("Tab").until("--state cancelled").keys("Enter");
    tmux.until(
        "the list", screen -> screen.lines().anyMatch(l -> l.matches("report-1 +cancelled.*")));
  }

  @Test
  void what_was_typed_is_found_again_in_the_next_session() throws Exception {
    start("shell").line("version").until("queuectl 0.1.0");
    untilPrompt().line("status --json").until("\"pending\"");
    untilPrompt().keys("C-d").exitCode();
    start("shell")
        .keys("Up")
        .until(PROMPT + " status --json")
        .keys("Up")
        .until(PROMPT + " version");
    tmux.keys("C-u").keys("C-r").type("stat").until("status --json").keys("Enter");
    tmux.until("\"pending\"");
    assertThat(Files.readString(directory.resolve(".local/state/queuectl/history")))
        .contains("version");
  }

  @Test
  void ctrl_c_at_the_prompt_clears_the_line() throws Exception {
    start("shell").type("remove a").keys("C-c");
    untilPrompt().line("version").until("queuectl 0.1.0");
  }

  @Test
  void ctrl_c_ends_a_command_as_it_does_outside_and_never_the_shell() throws Exception {
    start("shell").line("worker start --count 2").until("started in the background");
    untilPrompt().line("enqueue 'while :; do echo tick; sleep 0.1; done' --id loop");
    tmux.until("Processing job: loop").line("logs loop -f").until("tick\ntick").keys("C-c");
    untilPrompt().line("wait loop").until("It has been running").keys("C-c");
    untilPrompt().line("status --watch").until("completed_last_minute").keys("C-c");
    untilPrompt().line("run 'sleep 60' --id mine");
    Until.until("it runs", () -> cli.run("show", "mine", "--json").out().contains("processing"));
    tmux.keys("C-c").until("the job was cancelled");
    untilPrompt().line("remove --state cancelled").until("[y/N]").keys("C-c");
    untilPrompt().line("show mine --json").until("\"state\": \"cancelled\"");
    assertThat(cli.job("loop").state()).isEqualTo(JobState.PROCESSING);
  }

  @Test
  void ctrl_c_ends_a_command_that_waits_for_a_locked_store() throws Exception {
    cli.run("enqueue", "true", "--id", "a");
    start("shell");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database());
        var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      tmux.line("cancel a");
      tmux.until("the next prompt", _ -> prompts(tmux.keys("C-c").screen()) > 0);
    }
    assertThat(cli.job("a").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void a_quote_or_brace_that_is_open_goes_on_in_the_next_line() throws Exception {
    start("shell").line("enqueue 'echo a").until("quote>").line("echo b' --id a");
    tmux.until("Enqueued a.")
        .line("{\"id\": \"b\",")
        .until("brace>")
        .line("\"command\": \"true\"}");
    tmux.until("Enqueued b.");
    assertThat(cli.job("a").command()).isEqualTo("echo a\necho b");
  }

  @Test
  void a_worker_works_in_the_background_and_tells_above_the_prompt() throws Exception {
    start("shell").line("worker start --count 2").until("started in the background");
    untilPrompt().type("list --li");
    cli.run("enqueue", "true", "--id", "a");
    tmux.until("Processing job: a").until("a completed successfully in");
    assertThat(tmux.screen().stripTrailing()).endsWith(PROMPT + " list --li");
    tmux.keys("C-u").line("worker stop").until("Stopped 1 worker process with ");
    untilPrompt().keys("C-d");
    assertThat(tmux.exitCode()).isZero();
  }

  @Test
  void leaving_asks_what_becomes_of_a_worker() throws Exception {
    start("shell").line("worker start").until("started in the background");
    var pid = cli.store(store -> store.workers().workers().getFirst().process());
    untilPrompt().keys("C-d").until("is still running").until("[keep]:").keys("C-c");
    untilPrompt().line("exit").line("what").until("type keep, drain or stop").line("drain");
    tmux.until("Stopped 1 worker process with ");
    assertThat(tmux.exitCode()).isZero();
    assertThat(Identities.isAlive(pid)).isEqualTo(Identities.Liveness.DEAD);
  }

  @Test
  void a_worker_that_is_kept_outlives_the_shell() throws Exception {
    start("shell").line("worker start").until("started in the background");
    untilPrompt().keys("C-d").until("[keep]:").keys("Enter");
    assertThat(tmux.exitCode()).isZero();
    cli.run("enqueue", "true", "--id", "a");
    assertThat(cli.run("wait", "a").code()).isZero();
  }

  @Test
  void colours_show_commands_and_slips_unless_they_are_not_wanted() throws Exception {
    tmux.size(
        200, 50); // before it begins: a line that is typed while it is drawn anew is drawn twice
    start("shell").type("nonsense 'text'").until("nonsense 'text'");
    assertThat(tmux.colours()).contains("\u001b[31mnonsense").contains("\u001b[32m'text'");
    tmux.keys("C-u").type("status --json").until("status --json");
    assertThat(tmux.colours()).contains("\u001b[1mstatus").contains("\u001b[36m--json");
    tmux.env("NO_COLOR", "1");
    start("shell").type("nonsense --json 'text'").until("nonsense --json 'text'");
    assertThat(tmux.colours()).doesNotContain("\u001b[3");
    tmux.keys("C-u").type("worker ").keys("Tab").until("restart");
    assertThat(tmux.colours()).doesNotContain("\u001b[3").doesNotContain("\u001b[9");
  }

  @Test
  void a_full_screen_gives_the_terminal_back_with_every_key() throws Exception {
    start("shell").line("top").until("q quit").keys("q");
    untilPrompt().line("version").until("queuectl 0.1.0");
  }

  @Test
  void what_is_typed_while_a_command_runs_stands_at_the_next_prompt_alone() throws Exception {
    start("shell").line("run 'until [ -e ~/go ]; do sleep 0.05; done' --id a");
    Until.until("it runs", () -> cli.run("show", "a", "--json").out().contains("processing"));
    tmux.type("versi").until("\nversi");
    Files.createFile(directory.resolve("go"));
    tmux.until("\n" + PROMPT + " versi").type("on").keys("Enter").until("queuectl 0.1.0");
    untilPrompt().line("run 'printf unfinished'").until("unfinished~\n" + PROMPT);
  }

  @Test
  void a_list_that_is_longer_than_the_screen_is_paged() throws Exception {
    start("shell").line("config list").until("\n:");
    assertThat(tmux.screen()).contains("max_retries ").doesNotContain("dashboard_port");
    tmux.keys("q");
    untilPrompt().line("list").until("no jobs in");
    untilPrompt().line("config list --no-pager").until("dashboard_port");
    untilPrompt();
  }

  @Test
  void a_dumb_terminal_will_do() throws Exception {
    tmux.env("TERM", "dumb");
    start("shell").line("enqueue true --id a").until("Enqueued a.").line("list").until("pending");
    untilPrompt().line("exit");
    assertThat(tmux.exitCode()).isZero();
  }

  @Test
  void term_ends_it_and_leaves_the_terminal_as_it_was() throws Exception {
    start("shell");
    ProcessHandle.of(tmux.pid()).orElseThrow().destroy();
    assertThat(tmux.exitCode()).isEqualTo(143);
  }
}
