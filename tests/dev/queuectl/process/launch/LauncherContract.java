package dev.queuectl.process.launch;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.journal.Exit.End.NotStarted;
import dev.queuectl.process.journal.Exit.End.Signalled;
import dev.queuectl.process.journal.StopReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What every launcher promises.
@DisabledOnOs(OS.WINDOWS)
abstract class LauncherContract {
  @TempDir Path directory;
  Launcher launcher;
  Runs runs;

  abstract Launcher open(Path directory);

  @BeforeEach
  void open() {
    launcher = open(directory);
    runs = new Runs(launcher, directory);
  }

  @AfterEach
  void close() {
    launcher.close();
  }

  @Test
  void aCommandMayHaveAShellOfItsOwn() {
    assertThat(endIn("bash -eo pipefail -c", "false | true; echo on")).isEqualTo(new Exited(1));
    assertThat(endIn("bash", "[[ $BASH_VERSION && $0 = bash ]]")).isEqualTo(new Exited(0));
    assertThat(endIn("env A=b sh -c", "test $A = b")).isEqualTo(new Exited(0));
  }

  End endIn(String shell, String command) {
    var key = shell.replace(' ', '_') + ".1";
    var out = directory.resolve(key + ".out");
    var err = directory.resolve(key + ".err");
    return runs.start(new Launch(key, command, "/", Map.of(), null, shell, null, out, err)).end();
  }

  @Test
  void aCommandHasTheEnvironmentItIsGivenAndNoOther() {
    var given = Map.of("PATH", "/usr/bin:/bin", "A", "café", "OWN", "no", "PWD", "/no");
    var print = "echo $A; env | grep -v ^_ | cut -d= -f1 | sort";
    var out = directory.resolve("given.out");
    var launch =
        new Launch(
            "given.1",
            print + "; echo $OWN $PWD",
            "/",
            Map.of("OWN", "yes"),
            JobEnvironment.of(given),
            null,
            null,
            out,
            directory.resolve("given.err"));
    assertThat(runs.start(launch).end()).isEqualTo(new Exited(0));
    assertThat(out).content().isEqualTo("café\nA\nOWN\nPATH\nPWD\nyes /\n");
  }

  @Test
  void aCommandReadsTheInputThatItIsGivenAndNothingElse() {
    var stdin = Stdin.of(new byte[] {'a', 10});
    var commands = List.of("cat; echo .", "cat; echo . # $$", "cat >/dev/stdout; echo .");
    for (var env : List.of(Map.<String, String>of(), Map.of("IFS", "x"))) {
      for (var command : commands) {
        var key = "input%d%d.1".formatted(env.size(), commands.indexOf(command));
        var out = directory.resolve(key + ".out");
        var err = directory.resolve(key + ".err");
        var input = new LaunchInput(stdin, directory.resolve(key + ".in"));
        var launch = new Launch(key, command, "/", env, null, null, input, out, err);
        assertThat(runs.start(launch).end()).isEqualTo(new Exited(0));
        assertThat(out).content().isEqualTo("a\n.\n");
      }
    }
  }

  @Test
  void exitCodesComeThrough() {
    assertThat(runs.end("true")).isEqualTo(new Exited(0));
    assertThat(runs.end("exit 3")).isEqualTo(new Exited(3));
    assertThat(runs.end("no-such-command")).isEqualTo(new Exited(127));
    assertThat(runs.end("if")).isEqualTo(new Exited(2));
  }

  @Test
  void outputAndErrorsGoToTheirFiles() {
    var run = runs.start("echo out; echo err >&2");

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.stdout()).isEqualTo("out\n");
    assertThat(run.stderr()).isEqualTo("err\n");
  }

  @Test
  void outputFilesArePrivate() throws Exception {
    var run = runs.start("umask 0; echo out; echo err >&2");
    run.end();

    assertThat(Files.getPosixFilePermissions(run.launch().stdout()))
        .hasToString("[OWNER_READ, OWNER_WRITE]");
    assertThat(Files.getPosixFilePermissions(run.launch().stderr()))
        .hasToString("[OWNER_READ, OWNER_WRITE]");
  }

  @Test
  void theirDirectoriesAreMadeAndArePrivate() throws Exception {
    var made = directory.resolve("new");
    var run = runs.start(TestLaunch.in(made, "a", "echo out", "/", Map.of()));

    assertThat(run.end()).isEqualTo(new Exited(0));
    assertThat(run.launch().stdout()).hasContent("out");
    assertThat(Files.getPosixFilePermissions(made)).hasSize(3);
  }

  @Test
  void whereOutputCannotGoNothingIsStarted() throws Exception {
    var file = Files.createFile(directory.resolve("file"));
    var out = file.resolve("a.out");
    var err = directory.resolve("a.err");
    var run = runs.start(TestLaunch.into(out, err, "a.1", "true", "/", Map.of()));

    assertThat(run.end())
        .isInstanceOfSatisfying(
            End.Hindered.class,
            end -> {
              assertThat(end.spent()).isFalse();
              assertThat(end.reason())
                  .startsWith("the output files cannot be created: ")
                  .contains("file");
            });
  }

  @Test
  void standardInputIsEmpty() {
    var run = runs.start("cat; echo end");

    run.end();
    assertThat(run.stdout()).isEqualTo("end\n");
  }

  @Test
  void theCommandRunsInItsDirectoryWithItsEnvironment() {
    var command = "pwd; echo $GREETING; echo $PATH";
    var run = runs.start(command, "/", Map.of("GREETING", "grüß dich", "PATH", "/bin:/usr/bin"));

    run.end();
    assertThat(run.stdout()).isEqualTo("/\ngrüß dich\n/bin:/usr/bin\n");
  }

  @Test
  void theWorkersEnvironmentIsInherited() {
    var run = runs.start("echo $PATH");

    run.end();
    assertThat(run.stdout()).isEqualTo(System.getenv("PATH") + "\n");
  }

  @Test
  void aMissingDirectoryIsSaid() {
    var run = runs.start("true", "/no/such/place", Map.of());

    assertThat(run.end())
        .isEqualTo(new NotStarted("the working directory /no/such/place does not exist"));
    assertThat(run.launch().stdout()).doesNotExist();
  }

  @Test
  void anAttemptIsNeverStartedTwice() throws Exception {
    Files.createFile(directory.resolve("1.1.out"));

    assertThat(runs.end("echo twice")).isInstanceOf(End.NeverStarted.class);
    assertThat(directory.resolve("1.1.out")).isEmptyFile();
  }

  @Test
  void aCommandOfAlmost128KibibytesStarts() {
    var command = "true " + "x".repeat(128 * 1024 - 256 - 5);

    assertThat(runs.end(command)).isEqualTo(new Exited(0));
  }

  @Test
  void aCommandThatIsTooLongIsNotStarted() {
    assertThat(runs.end("true " + "x".repeat(4 << 20))).isInstanceOf(NotStarted.class);
  }

  @Test
  void killEndsIt() {
    var run = runs.start("echo up; exec sleep 60");
    until("it runs", () -> Files.exists(run.launch().stdout()) && !run.stdout().isEmpty());
    run.process().kill();

    assertThat(run.end()).isEqualTo(new Signalled(9));
  }

  @Test
  void terminateLetsItCleanUp() {
    var run = runs.start("trap 'echo bye; exit 4' TERM; echo up; while :; do sleep 0.05; done");
    until("it runs", () -> Files.exists(run.launch().stdout()) && !run.stdout().isEmpty());
    run.process().terminate(StopReason.CANCEL);

    assertThat(run.end()).isEqualTo(new Exited(4));
    assertThat(run.stdout()).isEqualTo("up\nbye\n");
  }

  @Test
  void whatIsAskedAtOnceIsDone() {
    for (var i = 0; i < 20; i++) {
      var run = runs.start("exec sleep 60");
      run.process().kill();
      assertThat(run.end()).isEqualTo(new Signalled(9));
    }
  }

  @Test
  void signalsAfterTheEndAreHarmless() {
    var run = runs.start("true");
    run.end();

    run.process().terminate(StopReason.CANCEL);
    run.process().kill();
  }

  @Test
  void hundredRunAtTheSameTime() {
    var all = IntStream.range(0, 100).mapToObj(i -> runs.start("sleep 1; exit " + i)).toList();

    for (var i = 0; i < 100; i++) {
      assertThat(all.get(i).end()).isEqualTo(new Exited(i));
    }
  }

  @Test
  void theEndIsReportedOnAnotherThreadAndMayLaunchTheNext() {
    var second = new CompletableFuture<Runs.Run>();
    var launch = runs.start("true").launch();
    var caller = Thread.currentThread();
    launcher.launch(
        TestLaunch.in(directory, "a.1", "true"),
        _ -> {
          assertThat(Thread.currentThread()).isNotEqualTo(caller);
          second.complete(runs.start("exit 5"));
        });

    assertThat(second.join().end()).isEqualTo(new Exited(5));
    assertThat(launch.key()).isEqualTo("1.1");
  }
}
