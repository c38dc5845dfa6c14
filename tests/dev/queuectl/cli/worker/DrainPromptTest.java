package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.InTerminal;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.Tmux;
import dev.queuectl.report.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `worker start` before a person at a real terminal.
@InTerminal
class DrainPromptTest {
  private static final String OFFER =
      "Type 1 to wait for it, 2 to stop, 3 to list what is next; then press Enter.";

  @TempDir Path directory;
  private Cli cli;
  private Tmux tmux;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    tmux = new Tmux(directory, 100, 30).env("QUEUECTL_DB", cli.database().toString());
  }

  @AfterEach
  void close() {
    tmux.close();
  }

  private void enqueue(String id, String command, String... options) {
    var words = new ArrayList<>(List.of("enqueue", command, "--id", id));
    words.addAll(List.of(options));
    assertThat(cli.run(words.toArray(String[]::new)).code()).isZero();
  }

  @Test
  void tells_the_time_and_sums_up_when_the_queue_runs_empty() throws Exception {
    enqueue("good", "true");
    enqueue("bad", "exit 7", "-r", "1");
    tmux.start(ProgramProcess.words("worker", "start", "--count", "1"))
        .until("DONE  RETRIED  DEAD");
    assertThat(tmux.screen())
        .containsPattern("\\d\\d:\\d\\d:\\d\\d Job good completed successfully in ")
        .containsPattern("\\d\\d:\\d\\d:\\d\\d Job bad failed \\(exit code 7\\)\n")
        .containsPattern("\\d\\d:\\d\\d:\\d\\d 1 +0 +1 +\\S+s +\\S+s +\\S+ +\\S+s");
    assertThat(tmux.colours())
        .contains("\u001b[32mJob good completed")
        .contains("\u001b[31mJob bad failed");
    assertThat(tmux.screen()).doesNotContain("Type 1");
    tmux.keys("C-c");
    assertThat(tmux.exitCode()).isZero();
  }

  @Test
  void a_drained_queue_is_left_when_nothing_is_to_come() throws Exception {
    enqueue("good", "true");
    tmux.start(ProgramProcess.words("worker", "start", "--drain", "--no-color"));
    assertThat(tmux.exitCode()).isZero();
    tmux.until("good completed successfully").until("stopped: 1 completed.");
    assertThat(tmux.colours()).doesNotContain("\u001b[3").doesNotContain("[#####");
  }

  @Test
  void nobody_is_asked_in_a_ci_system_that_gives_a_terminal() throws Exception {
    enqueue("later", "true", "--delay", "1h");
    tmux.env("CI", "true").start(ProgramProcess.words("worker", "start", "--drain"));
    assertThat(tmux.exitCode()).isZero();
    assertThat(tmux.screen()).contains("1 pending job is left").doesNotContain("Type 1");
  }

  @Test
  void offers_to_wait_to_list_and_to_stop_when_all_that_is_left_comes_later() throws Exception {
    enqueue("later", "echo \u001b[31m", "--delay", "1h");
    enqueue("last", "true", "--delay", "2h");
    enqueue("good", "true");
    tmux.start(ProgramProcess.words("worker", "start", "--drain"));
    tmux.until("2 jobs are scheduled for later. The next is later, in ").until(OFFER);
    tmux.line("l").until("later  echo \\x1b[31m").until("last  true");
    enqueue("more", "true");
    tmux.until("more completed successfully"); // nobody has answered yet
    tmux.line("w").until("Waiting. Ctrl-C stops.");
    enqueue("again", "true");
    tmux.until("again completed successfully")
        .until(
            "it asks again", screen -> screen.lastIndexOf(OFFER) > screen.indexOf("again compl"));
    tmux.line("s")
        .until("Start a worker again at ")
        .until("2 pending jobs are left: scheduled for later (the next in ");
    assertThat(tmux.exitCode()).isZero();
  }

  @Test
  void offers_the_same_without_draining_when_a_retry_is_long_in_coming() throws Exception {
    enqueue("flaky", "exit 1", "--backoff", "fixed", "--backoff-base", "3600");
    tmux.start(ProgramProcess.words("worker", "start"));
    tmux.until("1 job is to come later. The next is flaky, in ").until(OFFER);
    tmux.line("3").until("flaky  exit 1").line("1").until("Waiting. Ctrl-C stops.");
    enqueue("good", "true");
    tmux.until("good completed successfully")
        .until("it asks again", screen -> screen.lastIndexOf(OFFER) > screen.indexOf("good compl"));
    tmux.line("2").until("Start a worker again at ");
    assertThat(tmux.exitCode()).isZero();
  }

  @Test
  void in_the_background_of_its_terminal_it_takes_no_keys_and_is_not_stopped() throws Exception {
    enqueue("later", "true", "--delay", "1h");
    var script = directory.resolve("work.sh");
    Files.writeString(
        script, "exec " + ShellWords.quoted(ProgramProcess.words("worker", "start", "--drain")));
    tmux.start(List.of("bash", "--norc", "-i")).line("sh " + script + " &");
    tmux.until(OFFER).line("s").until("s: command not found");
    enqueue("good", "true");
    tmux.until("good completed successfully");
    until("it is done", () -> cli.job("good").state() == JobState.COMPLETED);
    cli.run("worker", "stop");
    tmux.until("stopped: 1 completed.");
  }
}
