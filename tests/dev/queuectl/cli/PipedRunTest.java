package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.console.HastyMain;
import dev.queuectl.cli.shell.Shell;
import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is on the standard input of `run`, and whose it is: as a process, since only the system
/// knows.
@EnabledOnOs(OS.LINUX)
class PipedRunTest {
  private static final String LEFT =
      "queuectl: standard input was left to bash, which has it as well. --stdin - gives it to the "
          + "job; < /dev/null says that it needs none.\n";

  @TempDir Path directory;

  /// @param shell what to do with the program, which is called `q` there
  private String run(String shell) throws IOException, InterruptedException {
    return new Shell(directory.resolve("queue.db")).run(shell);
  }

  /// Defines a `hasty` that does not wait for long.
  private static String hasty() {
    return "hasty() { " + ShellWords.quoted(ProgramProcess.words(HastyMain.class)) + " \"$@\"; }; ";
  }

  private String inADirectory(String shell) throws IOException, InterruptedException {
    return run("cd " + directory + "; " + shell);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "printf 'a\\0\\377' | q run 'od -An -tx1' ->  00 00",
        "printf abc | q run cat -> abc",
        "printf abc >f; q run cat <f -> abc",
        "(sleep 1; printf abc) | q run cat -> abc",
        "f() { q \"$@\"; }; printf abc | f run cat -> abc",
        "printf abc | { q run cat; } -> abc",
        "printf abc | q run --stdin - cat -> abc",
        "printf abc >f; q run --stdin f cat -> abc",
        "q run 'cat; echo x' </dev/null -> x",
        "q run 'cat; echo x' <&- -> x"
      })
  void whatIsPipedIntoItIsTheJobs(String shell, String printed) throws Exception {
    var expected = shell.contains("od") ? " 61 00 ff" : printed;
    assertThat(inADirectory(shell).stripTrailing()).isEqualTo(expected);
  }

  @Test
  void aLoopKeepsItsInputAndSomebodySaysSo() throws Exception {
    var loop = "while read x; do q run \"echo $x; cat\"; done";
    assertThat(run("printf 'a\\nb\\n' | " + loop)).isEqualTo(LEFT + "a\nb\n");
    assertThat(inADirectory("printf 'a\\nb\\n' >f; " + loop + " <f")).isEqualTo(LEFT + "a\nb\n");
    assertThat(run("printf 'a\\nb\\n' | while read x; do q run \"echo $x\" </dev/null; done"))
        .isEqualTo("a\nb\n");
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    assertThat(run("head -c 1048577 /dev/zero | q run 'wc -c'; echo $?; q list --json"))
        .isEqualTo(
            "queuectl: standard input is longer than 1,048,576 bytes, the limit. Put it into a "
                + "file, and have the command read that: cat < FILE\n2\n[]\n");
    assertThat(run("head -c 1048576 /dev/zero | q run 'wc -c'")).isEqualTo("1048576\n");
  }

  @ParameterizedTest
  @CsvSource({"'', nothing has come", "a, nothing more has come"})
  void aPipelineInWhichNothingComesIsNotWaitedForAndTheJobIsNotRun(String written, String said)
      throws Exception {
    // The shell itself waits for the writer, as what another program has read counts as read by it.
    var writer = "{ printf '" + written + "'; echo $BASHPID >writer; exec sleep 60; }";
    var reader = "{ until [ -s writer ]; do :; done; hasty run 'echo x'; echo $?";
    assertThat(inADirectory(hasty() + writer + " | " + reader + "; kill -PIPE $(cat writer); }"))
        .isEqualTo(
            "queuectl: "
                + said
                + " from standard input for 1 s, and it has not ended. Nothing was enqueued. "
                + "--stdin - waits for as long as it takes; < /dev/null says that there is none."
                + "\n2\n");
  }

  @Test
  void aPipeThatNobodyElseHasOpenDoesNotKeepAJobFromRunning() throws Exception {
    assertThat(inADirectory(hasty() + "mkfifo p; exec 3<>p; (hasty run 'cat; echo x') <&3"))
        .isEqualTo(
            "queuectl: nothing has come from standard input for 1 s, and it has not ended: the "
                + "job reads nothing. --stdin - waits for as long as it takes; < /dev/null says "
                + "that there is none.\nx\n");
  }

  @Test
  void enqueueSaysThatItDoesNotReadIt() throws Exception {
    assertThat(run("printf abc | q enqueue -i a cat"))
        .contains("queuectl: standard input is not read. --stdin - keeps it for the job.\n");
    assertThat(run("printf 'x\\ny\\n' | while read x; do q enqueue --quiet -i $x cat; done"))
        .doesNotContain("queuectl:");
    assertThat(run("printf 'x\\ny\\n' | q enqueue --stdin -; echo $?"))
        .isEqualTo(
            "queuectl: standard input cannot be both the list of jobs and what they read. Put one "
                + "of them into a file.\n2\n");
  }
}
