package dev.queuectl.process.launch;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.journal.Exit.End.Signalled;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class PosixLauncherTest extends LauncherContract {
  static final int JOBS_PER_FILE = 3;

  @Override
  Launcher open(Path directory) {
    var journals = new Journals(directory.resolve("run/w1.journal"), JOBS_PER_FILE);
    var shells = new SlotShells(journals, directory);
    return new PosixLauncher(
        journals,
        SlotShells.arePossible() ? new SlotLauncher(shells, SlotLauncher.SHORT_MILLIS) : null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 255                               | 255 | 0",
        "kill -9 $$                             | 0   | 9",
        "kill -TERM $$; echo not reached        | 0   | 15",
        "kill -TERM 0; echo not reached         | 0   | 15",
        "kill -TERM -$$; echo not reached       | 0   | 15",
        "kill -INT 0; echo not reached          | 0   | 2",
        "kill -INT -$$; echo not reached        | 0   | 2",
        "exec sh -c 'kill -INT 0; sleep 60'     | 0   | 2",
        "trap 'exit 6' INT; kill -INT 0; true   | 6   | 0",
        "trap '' INT; kill -INT 0; exit 5       | 5   | 0",
        "exit 130                               | 130 | 0",
        "kill -ABRT $$                          | 0   | 6",
        "kill -HUP 0                            | 0   | 1",
        "kill -SEGV $$                          | 0   | 11",
        "kill -PIPE $$                          | 0   | 13",
        "kill -USR1 0                           | 0   | 10",
        "kill -KILL 0                           | 0   | 9",
        "exec sh -c 'kill -9 $PPID; sleep 60'   | 0   | 9",
        "trap 'exit 6' TERM; kill $$; sleep 1   | 6   | 0",
        "trap 'exit 7' TERM; kill 0; sleep 1    | 7   | 0",
        "trap 'echo bye' EXIT; exit 4           | 4   | 0",
        "set -e; false; true                    | 1   | 0",
        "exec true                              | 0   | 0",
        "exec sleep 0.1                         | 0   | 0",
        "exec no-such-command                   | 127 | 0",
        "sleep 30 & exit 8                      | 8   | 0",
        "false # comment                        | 1   | 0",
        "test \"$0 $# $@\" = 'sh 0 '            | 0   | 0",
      })
  void signalsAndExitCodesAreToldApart(String command, int code, int signal) {
    var run = runs.start(command);

    assertThat(run.end()).isEqualTo(signal > 0 ? new Signalled(signal) : new Exited(code));
    assertThat(run.stdout()).doesNotContain("not reached");
    assertThat(run.stderr()).doesNotContain("Killed", "Terminated");
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 137, 143})
  void exitCodesThatLookLikeSignalsAreExitCodes(int code) {
    var shell = runs.start("echo $BASH_VERSION");
    shell.end();
    assumeThat(shell.stdout()).as("bash called as sh does not tell").isBlank();

    assertThat(runs.end("exit " + code)).isEqualTo(new Exited(code));
  }

  @Test
  void manyLinesAndHereDocumentsRun() {
    var run = runs.start("\n# a comment\ncat <<END\nhi\nEND\nif true\nthen exit 9\nfi\n");

    assertThat(run.end()).isEqualTo(new Exited(9));
    assertThat(run.stdout()).isEqualTo("hi\n");
  }

  @Test
  void syntaxErrorsAreTheJobsOwnErrors() {
    var run = runs.start("echo )");

    assertThat(run.end()).isEqualTo(new Exited(2));
    assertThat(run.stderr()).containsIgnoringCase("syntax error");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aJobHasNoDescriptorsButItsOwn() throws Exception {
    try (var _ = Files.newInputStream(Path.of("/etc/passwd"))) {
      var run = runs.start("exec ls -l /proc/self/fd");
      run.end();
      assertThat(run.stdout().lines().filter(line -> line.contains("->")))
          .hasSize(4) // the fourth is the directory that ls reads
          .noneMatch(line -> line.matches(".*journal\\.\\d+") || line.contains("passwd"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void signalsAreDefaultAndUnblocked() {
    var run = runs.start("exec cat /proc/self/status");

    run.end();
    assertThat(run.stdout().lines().filter(line -> line.matches("Sig(Blk|Ign|Cgt):.*")))
        .hasSize(3)
        .allMatch(line -> (Long.parseLong(line.split("\\s+")[1], 16) & 0x7fffffff) == 0);
  }

  @Test
  void killReachesOtherProcessGroupsAndSessionsBelow() {
    var command =
        "bash -c 'set -m; sleep 61 & echo $!; bash -mc \"sleep 62 & echo \\$!; wait\" & wait' & "
            + "exec setsid sh -c 'echo $$; exec sleep 63'";
    var run = runs.start(command);
    until(
        "all run", () -> Files.exists(run.launch().stdout()) && run.stdout().lines().count() == 3);
    run.process().kill();

    assertThat(run.end()).isEqualTo(new Signalled(9));
    assertThat(pids(run)).allMatch(Identities::hasEnded);
  }

  @Test
  void terminateWaitsForChildrenThatCleanUp() {
    var child =
        "trap \"sleep 0.3; echo cleaned; exit\" TERM; echo up; while :; do sleep 0.05; done";
    var run = runs.start("sh -c '" + child + "'");
    until("it runs", () -> Files.exists(run.launch().stdout()) && !run.stdout().isEmpty());
    run.process().terminate(StopReason.CANCEL);

    assertThat(run.end()).isEqualTo(new Signalled(15));
    assertThat(run.stdout()).isEqualTo("up\ncleaned\n");
  }

  @Test
  void whoWasAskedToEndWasAskedHoweverItTakesThat() {
    var run = runs.start("trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done");
    until("it runs", () -> Files.exists(run.launch().stdout()) && !run.stdout().isEmpty());
    run.process().terminate(StopReason.INTERRUPT);
    run.process().terminate(StopReason.CANCEL);

    assertThat(run.exit().end()).isEqualTo(new Exited(0));
    assertThat(run.exit().asked()).isEqualTo(StopReason.INTERRUPT);
    assertThat(run.process().asked()).contains(StopReason.INTERRUPT);
  }

  @Test
  void whoHadEndedBeforeItWasAskedWasNot() throws Exception {
    var run = runs.start("trap '' TERM; sleep 0.3; exit 0");
    until("it runs", () -> run.process().ran().isPresent());
    var place = Place.of(directory.resolve("run"), run.launch().key());
    Files.writeString(place.journal(), place.end(), StandardOpenOption.APPEND);
    run.process().terminate(StopReason.CANCEL);

    assertThat(run.exit().asked()).isNull();
  }

  /// Where an attempt's records are.
  private record Place(Path journal, String end) {
    static Place of(Path run, String key) throws Exception {
      until("it is recorded", () -> JournalReader.find(run, key).isPresent());
      var entry = JournalReader.find(run, key).orElseThrow();
      return new Place(entry.file(), "\ne " + entry.token() + " 0 :\n");
    }
  }

  @Test
  void killEndsWhatOutlivedTerminate() {
    var run = runs.start("sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.05; done'");
    until("it runs", () -> Files.exists(run.launch().stdout()) && !run.stdout().isEmpty());
    run.process().terminate(StopReason.CANCEL);
    assertThat(run.ended()).isNotDone();
    run.process().kill();

    run.end();
    assertThat(pids(run)).allMatch(Identities::hasEnded);
  }

  @Test
  void terminateAtOnceIsHeard() {
    for (var i = 0; i < 20; i++) {
      var run = runs.start("exec sleep 60");
      run.process().terminate(StopReason.CANCEL);
      assertThat(run.end()).isEqualTo(new Signalled(15));
    }
  }

  @Test
  void whatAJobLeavesInTheBackgroundLivesOn() {
    var run = runs.start("sleep 30 & echo $!");

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(pids(run)).noneMatch(Identities::hasEnded);
    pids(run).forEach(pid -> Native.kill(pid, Platform.SIGKILL));
  }

  @Test
  void nothingGoesOnWhenTheWrapperIsKilled() {
    var run = runs.start("exec sh -c 'echo $$; kill -9 $(ps -o ppid= -p $$); exec sleep 60'");

    assertThat(run.end()).isEqualTo(new Signalled(9));
    assertThat(pids(run)).allMatch(Identities::hasEnded);
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsSaid() throws Exception {
    var file = Files.createFile(directory.resolve("file"));

    assertThat(runs.start("true", file.toString(), Map.of()).end())
        .isEqualTo(new End.NotStarted("the working directory " + file + " is not a directory"));
  }

  @Test
  void journalsArePrivateRollOverAndAreDeletedInTheEnd() throws Exception {
    for (var i = 0; i < 20; i++) {
      runs.end("true");
      assertThat(journals()).hasSizeBetween(1, 3);
    }
    assertThat(Files.getPosixFilePermissions(journals().getFirst()))
        .hasToString("[OWNER_READ, OWNER_WRITE]");
    assertThat(Files.getPosixFilePermissions(directory.resolve("run"))).hasSize(3);

    launcher.forget();
    launcher.close();
    assertThat(journals()).isEmpty();
  }

  @Test
  void whatEndsUnseenCanBeAdoptedAlthoughTheLauncherWasClosed() throws Exception {
    var go = directory.resolve("go");
    var run = runs.start("echo begun; until [ -e '" + go + "' ]; do sleep 0.05; done; exit 7");
    until("it runs", () -> Files.exists(run.launch().stdout()) && run.stdout().equals("begun\n"));
    launcher.close();
    Files.createFile(go);
    until(
        "it has ended",
        () ->
            JournalReader.find(directory.resolve("run"), run.launch().key())
                .filter(entry -> entry.end() != null)
                .isPresent());
    assertThat(journals()).hasSize(1);
  }

  private List<Path> journals() throws Exception {
    return Journals.in(directory.resolve("run"));
  }

  private static List<Long> pids(Runs.Run run) {
    return run.stdout().lines().map(Long::parseLong).toList();
  }

  @Test
  void aShellThatThereIsNotIsACommandNotFound() {
    assertThat(endIn("no-such-shell -c", "true")).isEqualTo(new Exited(127));
  }
}
