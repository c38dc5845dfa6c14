package dev.queuectl.process.launch;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.output.InterleavedOutput;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputOrder;
import dev.queuectl.process.output.TurnWatch;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import dev.queuectl.process.posix.Umask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is special about commands that share a shell. That they notice nothing else of it is
/// [LauncherContract]'s to tell.
@EnabledOnOs(OS.LINUX)
class SlotShellsTest {
  private static final String SESSION = "cut -d' ' -f6 /proc/self/stat";

  @TempDir Path directory;
  private SlotShells shells;
  private PosixLauncher launcher;
  private Runs runs;

  private int inEnvironments;

  @BeforeEach
  void open() {
    assumeThat(SlotShells.arePossible()).isTrue();
    var journals = new Journals(directory.resolve("run/w1.journal"), Journals.JOBS_PER_FILE);
    var turns = TurnWatch.open().orElseThrow();
    shells = new SlotShells(journals, directory.resolve("spools"), turns);
    launcher =
        new PosixLauncher(journals, new SlotLauncher(shells, SlotLauncher.SHORT_MILLIS), turns);
    runs = new Runs(launcher, directory);
  }

  @AfterEach
  void close() {
    launcher.close();
  }

  private String output(String command) {
    var run = runs.start(command);
    assertThat(run.end()).isEqualTo(new Exited(0));
    return run.stdout().strip();
  }

  private InterleavedOutput interleaved(Runs.Run run) throws IOException {
    assertThat(run.end()).isEqualTo(new Exited(0));
    var files = new LogStore.Output(run.launch().stdout(), run.launch().stderr());
    var order = launcher.takeOrder(files.stdout()).map(OutputOrder::text).orElse(null);
    return InterleavedOutput.of(files, order);
  }

  private static String text(InterleavedOutput both) throws IOException {
    var text = new ByteArrayOutputStream();
    both.copy(0, both.size(), text);
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo a; echo b >&2",
        "echo a >&2; echo b",
        "echo a; echo b >&2; echo c; echo d >&2",
        "echo a; /bin/echo b >&2; /bin/echo c; sleep 0.05; echo d >&2; echo e",
      })
  void theOrderInWhichACommandPrintsIsSeen(String command) throws IOException {
    var expected = "a\nb\nc\nd\ne\n".substring(0, 2 * command.split("echo", -1).length - 2);
    assertThat(text(interleaved(runs.start(command)))).isEqualTo(expected);
    assertThat(text(interleaved(runs.start(command)))).isEqualTo(expected);
    var own = runs.start(command, directory.toString(), Map.of("IFS", ",")); // a shell of its own
    var both = interleaved(own);
    if (both.known() == InterleavedOutput.Known.EXACT) { // not if it was faster than we
      assertThat(text(both)).isEqualTo(expected);
    }
    assertThat(launcher.takeOrder(own.launch().stdout())).isEmpty();
  }

  @Test
  void ofOneStreamThereIsNoOrder() throws IOException {
    for (var command : new String[] {"true", "echo a", "echo a >&2"}) {
      var run = runs.start(command);
      assertThat(run.end()).isEqualTo(new Exited(0));
      assertThat(launcher.takeOrder(run.launch().stdout())).isEmpty();
    }
  }

  @Test
  void oneRunsAfterTheOther() {
    assertThat(output(SESSION)).isEqualTo(output(SESSION));
  }

  private String outputIn(JobEnvironment environment, String command) {
    var key = "in." + ++inEnvironments;
    var out = directory.resolve(key + ".out");
    var err = directory.resolve(key + ".err");
    var run =
        runs.start(new Launch(key, command, "/", Map.of(), environment, null, null, out, err));
    assertThat(run.end()).isEqualTo(new Exited(0));
    return run.stdout().strip();
  }

  @Test
  void aShellBelongsToAnEnvironment() {
    var a = JobEnvironment.of(Map.of("PATH", "/usr/bin:/bin", "A", "1"));
    var b = JobEnvironment.of(Map.of("PATH", "/usr/bin:/bin", "B", "2"));
    var print = "echo $A,$B,$HOME; " + SESSION;
    var first = outputIn(a, print);

    assertThat(first).startsWith("1,,\n");
    assertThat(outputIn(JobEnvironment.of(a.variables()), print)).isEqualTo(first);
    assertThat(outputIn(b, print)).startsWith(",2,\n").isNotEqualTo(first);
    assertThat(output("echo $A,$B")).isEqualTo(",");
    assertThat(shells.count()).isEqualTo(1);
  }

  @Test
  void aShortAndSilentCommandLeavesNoFile() throws Exception {
    var slots = new SlotLauncher(shells, 60_000);
    for (var name : List.of("a", "b")) {
      slots.run(TestLaunch.in(directory, name, "true"), new SessionProcess());
    }
    launcher.forget();

    assertThat(directory.resolve("spools")).isEmptyDirectory();
    assertThat(directory.resolve("run")).isEmptyDirectory();
    try (var files = Files.list(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void outputIsNotPutInItsPlaceBeforeTheCommandBegins() throws Exception {
    var slots = new SlotLauncher(shells, 0);
    for (var i = 0; i < 50; i++) {
      var launch = TestLaunch.in(directory, "a." + i, "true");
      assertThat(slots.run(launch, new SessionProcess()).end()).isEqualTo(new Exited(0));
    }
  }

  @Test
  void whatRunsLongerHasItsOutputInItsPlaceAndTheNextHasItsOwn() throws Exception {
    var go = directory.resolve("go");
    var run = runs.start("echo first; until [ -e go ]; do sleep 0.05; done; echo last");
    until("it is there", () -> run.stdout().equals("first\n"));
    Files.createFile(go);
    run.end();

    assertThat(run.stdout()).isEqualTo("first\nlast\n");
    assertThat(output("echo second")).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 60 & echo $!",
        "sleep 60 >/dev/null 2>&1 & echo $!",
        "sh -c 'sleep 60 <&- >&- 2>&- & echo $!'",
      })
  void whatIsLeftInTheBackgroundHasTheSessionForItself(String command) {
    var session = output(SESSION);
    var left = Long.parseLong(output(command));
    assertThat(Native.session(left)).isEqualTo(Long.parseLong(session));

    assertThat(output(SESSION)).isNotEqualTo(session);
    assertThat(runs.end("kill -9 0")).isEqualTo(new End.Signalled(9));
    assertThat(Identities.hasEnded(left)).isFalse();
    Native.kill(left, Platform.SIGKILL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "renice -n 5 -g 0",
        "renice -n 5 -p LEADER",
        "ionice -c 3 -P LEADER",
        "ionice -c 2 -n 7 -p LEADER",
        "prlimit --nofile=50 --pid LEADER",
        "prlimit --core=0:0 --cpu=1000 --pid LEADER",
        "chrt -b -p 0 LEADER",
        "taskset -p 1 LEADER",
        "echo 500 >/proc/LEADER/oom_score_adj",
      })
  void whatACommandDoesToItsProcessGroupEndsWithIt(String command) {
    var traits =
        "ionice; ulimit -a; cut -d' ' -f18,19,40,41 /proc/self/stat;"
            + " grep _allowed_list /proc/self/status; cat /proc/self/oom_score_adj";
    var before = output(traits);
    var leader = "$(cut -d' ' -f5 /proc/self/stat)";
    assertThat(output(command.replace("LEADER", leader) + " >/dev/null")).isEmpty();

    assertThat(output(traits)).isEqualTo(before);
  }

  @Test
  void deletedSpoolsAreMadeAnew() throws Exception {
    assertThat(output("echo a")).isEqualTo("a");
    for (var file : Files.list(directory.resolve("spools")).toList()) {
      Files.delete(file);
    }
    Files.delete(directory.resolve("spools"));

    assertThat(output("echo b")).isEqualTo("b");
  }

  @Test
  void whereThereCanBeNoSpoolNothingIsStarted() throws Exception {
    Files.createFile(directory.resolve("spools"));

    assertThat(runs.end("true")).isInstanceOf(End.Hindered.class);
    Files.delete(directory.resolve("spools"));
    assertThat(runs.end("true")).isEqualTo(new Exited(0));
  }

  @Test
  void whoeverWasSignalledWasTheLastInItsShell() {
    var session = output(SESSION);
    var run = runs.start("trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done");
    until("it runs", () -> !run.stdout().isEmpty());
    run.process().terminate(StopReason.CANCEL);
    run.end();

    assertThat(output(SESSION)).isNotEqualTo(session);
  }

  @Test
  void aShellThatWasKilledIsReplaced() {
    var shell = Long.parseLong(output(SESSION));
    Native.kill(shell, Platform.SIGKILL);

    assertThat(runs.end("exit 5")).isEqualTo(new Exited(5));
    assertThat(runs.end("exit 6")).isEqualTo(new Exited(6));
  }

  @Test
  void orphansThatHaveEndedAreReapedWhileNothingRuns() {
    var command =
        "i=0; while [ $((i += 1)) -le 300 ]; do (setsid sleep 0.2 & echo $!); done >orphans";
    assertThat(output(command)).isEmpty();

    until(
        "all are off the kernel's table",
        () ->
            Files.readAllLines(directory.resolve("orphans")).stream()
                .noneMatch(pid -> Files.exists(Path.of("/proc/" + pid))));
  }

  @Test
  void whatSomebodyWaitsForIsNotReaped() throws Exception {
    for (var i = 0; i < 50; i++) {
      assertThat(runs.end("setsid true & (exit 7)")).isEqualTo(new Exited(7));
      assertThat(runs.start("exit 8", "/", Map.of("IFS", "-")).end()).isEqualTo(new Exited(8));
      assertThat(
              Background.start(List.of("sh", "-c", "exit 9"), Map.of(), directory.resolve("l"))
                  .waitFor())
          .isEqualTo(9);
      assertThat(new ProcessBuilder("sh", "-c", "exit 10").start().waitFor()).isEqualTo(10);
    }
  }

  @Test
  void aCommandSeesNothingOfWhatCarriesIt() {
    assertThat(output("set | grep -c __queuectl; :")).isEqualTo("0");
    assertThat(output("type __queuectl >/dev/null 2>&1 || echo unknown")).isEqualTo("unknown");
    assertThat(output("echo \"$# [$OLDPWD] $PWD\"")).isEqualTo("0 [] " + directory);
    assertThat(output("exec 3>&1 2>/dev/null; x=1; umask 0; cd /; echo ok")).isEqualTo("ok");
    assertThat(output("echo [$x]; umask; pwd").lines().toList())
        .isEqualTo(List.of("[]", Umask.own(), directory.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "a\nb",
        "grüß dich \uD83D\uDC4B",
        "\\ \" $HOME `id` !",
        "\u0081\u0082\u0088",
        "*",
      })
  void everyTextComesThrough(String text) throws Exception {
    var cwd = Files.createDirectory(directory.resolve(text.replace('\n', ' ').replace("*", "x")));
    var quoted = text.replace("'", "'\\''");
    var out = directory.resolve("it's.out");
    var err = directory.resolve("it's.err");
    var env = Map.of("QUEUECTL_JOB_ID", text);
    var command = "printf '%s|' '" + quoted + "' \"$QUEUECTL_JOB_ID\" \"$PWD\"";
    var run = runs.start(TestLaunch.into(out, err, "a.1", command, cwd.toString(), env));

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo(text + "|" + text + "|" + cwd + "|");
  }

  @Test
  void aVariableThatAShellGivesAMeaningHasNone() {
    var run =
        runs.start("for x in a-b; do echo $x; done", directory.toString(), Map.of("IFS", "-"));
    run.end();

    assertThat(run.stdout()).isEqualTo("a-b\n");
  }
}
