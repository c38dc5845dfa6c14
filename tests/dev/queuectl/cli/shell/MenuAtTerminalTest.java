package dev.queuectl.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.InTerminal;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.Tmux;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The menu as a person meets it.
@InTerminal
class MenuAtTerminalTest {
  @TempDir Path directory;
  private Cli cli;
  private Tmux tmux;

  @BeforeEach
  void open() throws Exception {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    tmux = new Tmux(directory, 80, 24).env("QUEUECTL_DB", cli.database().toString());
    tmux.start(ProgramProcess.words("menu"));
    untilMain();
  }

  @AfterEach
  void close() {
    tmux.close();
    cli.run("worker", "stop", "--force");
  }

  private Tmux untilMain() {
    return untilPage("Choose 0 to 8:", "Add a job");
  }

  /// Waits for a page with nothing behind its prompt: what a page asks stands below it, so that of
  /// the page before everything is there already.
  private Tmux untilPage(String prompt, String entry) {
    return tmux.until(
        "the page of " + entry,
        screen -> screen.contains(entry) && screen.stripTrailing().endsWith(prompt));
  }

  @Test
  void a_job_is_added_and_run_by_a_worker_that_is_started_scaled_and_stopped() throws Exception {
    tmux.line("1").until("Command:").line("echo hello").until("Id [generated]:").line("a");
    tmux.until("Priority [0]:").keys("Enter").until("[y/N]").keys("Enter");
    tmux.until("$ queuectl enqueue --id a 'echo hello'").until("Enqueued a.").keys("Enter");
    untilMain().until("1 pending").line("4").until("Slots (jobs at a time) [1]:").line("2");
    tmux.until("Queues, separated by commas [all]:").keys("Enter").until("Press Enter to continue");
    tmux.keys("Enter");
    untilMain().line("2").until("completed: 1").until("any key goes back").keys("x");
    untilMain().line("6").until("Scale up or down").line("3").until("Slots [2]:").line("1");
    tmux.until("$ queuectl worker scale 1").until("Press Enter to continue").keys("Enter");
    untilPage("Choose 0 to 4:", "Scale up or down").line("0");
    untilMain().line("5").until("Which (id) [all]:").keys("Enter").until("[drain]:").keys("Enter");
    tmux.until("Stopped 1 worker process with ").keys("Enter");
    untilMain().line("0");
    assertThat(tmux.exitCode()).isZero();
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void ctrl_c_and_ctrl_d_go_back_a_page_and_at_last_out() {
    tmux.line("8").until("Reset to the default").line("2").until("Key:").keys("C-c");
    untilPage("Choose 0 to 7:", "Reset to the default").keys("C-d");
    untilMain().line("1").until("Command:").type("half").keys("C-c");
    untilMain().keys("C-c");
    assertThat(tmux.exitCode()).isZero();
    assertThat(cli.count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"8, Reset to the default", "2, any key goes back", "1, Command:"})
  void term_ends_it_from_every_page(String entry, String shown) throws Exception {
    tmux.line(entry).until(shown);
    new ProcessBuilder("kill", "-TERM", Long.toString(tmux.pid())).start().waitFor();
    assertThat(tmux.exitCode()).isEqualTo(143);
  }

  @Test
  void it_fits_into_a_small_terminal_and_works_in_a_large_one() {
    assertThat(tmux.screen()).contains("QueueCTL 0.1.0");
    tmux.resize(200, 50).line("8").until("View").line("1").until("attempts a failing job gets");
    tmux.keys("Enter");
    untilPage("Choose 0 to 7:", "Reset to the default").resize(80, 24).line("0");
    untilMain();
  }
}
