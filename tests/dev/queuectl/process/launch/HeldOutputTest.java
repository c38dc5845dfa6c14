package dev.queuectl.process.launch;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OpenOutputFiles;
import dev.queuectl.process.output.SetAside;
import dev.queuectl.process.output.StrayOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a job leaves in the background prints into that job's files, in both ways of launching.
@EnabledOnOs(OS.LINUX)
class HeldOutputTest {
  private static final long CAP_BYTES = 1 << 20;
  private static final String WAIT = "until [ -e go ]; do sleep 0.05; done; ";

  /// Silent jobs, each with a line that comes after its end.
  static Stream<String> silentJobs() {
    return Stream.of(
        "setsid sh -c '" + WAIT + "echo late' &",
        "(" + WAIT + "echo late) &",
        "sh -c 'setsid sh -c \"" + WAIT + "echo late\" & :' & wait",
        "setsid sh -c 'exec 7>&1 >/dev/null 2>&1; " + WAIT + "echo late >&7' &",
        "setsid sh -c 'exec 9>>/proc/self/fd/1 >/dev/null; " + WAIT + "echo late >&9' &",
        "setsid sh -c 'exec >/dev/null; " + WAIT + "echo late >&2' &",
        "exec 8>&2; setsid sh -c 'exec >/dev/null 2>&1; " + WAIT + "echo late >&8' &",
        "setsid sh -c '" + WAIT + "echo late' & sleep 0.1",
        "setsid sh -c '" + WAIT + "echo late' & exit 0");
  }

  abstract static class Contract {
    @TempDir Path directory;
    LogStore logs;
    Launcher launcher;
    int jobs;

    abstract Launcher open(Journals journals);

    @BeforeEach
    void open() {
      logs = new LogStore(directory.resolve("logs/s1"));
      launcher = open(new Journals(directory.resolve("run/w1.journal"), Journals.JOBS_PER_FILE));
    }

    @AfterEach
    void close() throws IOException {
      if (!Files.exists(directory.resolve("go"))) {
        go();
      }
      until("nobody holds output", () -> OpenOutputFiles.of(logs.root().toRealPath()).isEmpty());
      launcher.close();
    }

    void go() throws IOException {
      Files.createFile(directory.resolve("go"));
    }

    /// Runs a job to its end, as a worker does.
    LogStore.Output run(String command) throws Exception {
      var output = logs.output(++jobs, 1);
      var ended = new CompletableFuture<End>();
      var launch =
          TestLaunch.into(
              output.stdout(),
              output.stderr(),
              "s1." + jobs + ".1",
              command,
              directory.toString(),
              Map.of());
      launcher.launch(launch, exit -> ended.complete(exit.end()));
      assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo(new Exited(0));
      logs.seal(jobs, 1, CAP_BYTES);
      return output;
    }

    static String text(LogStore.Output output) throws IOException {
      var text = new StringBuilder();
      for (var file : List.of(output.stdout(), output.stderr())) {
        text.append(Files.exists(file) ? Files.readString(file) : "");
      }
      return text.toString();
    }

    @ParameterizedTest
    @MethodSource("dev.queuectl.process.launch.HeldOutputTest#silentJobs")
    void aLateLineIsInTheFileOfItsOwnJob(String command) throws Exception {
      var silent = run(command);
      var next = run("echo next; echo error >&2");
      var alsoSilent = run("true");
      assertThat(text(silent)).isEmpty();
      go();

      until("it is there", () -> text(silent).equals("late\n"));
      assertThat(text(next)).isEqualTo("next\nerror\n");
      assertThat(text(alsoSilent)).isEmpty();
      assertThat(text(run("echo after"))).isEqualTo("after\n");
    }

    @Test
    void aLateLineComesBehindWhatTheJobHasPrinted() throws Exception {
      var output = run("echo early; setsid sh -c '" + WAIT + "echo late' &");
      run("echo next");
      go();

      until("it is there", () -> text(output).equals("early\nlate\n"));
    }

    @Test
    void anEmptyFileGoesWhenItIsFree() throws Exception {
      var output = run("setsid sh -c '" + WAIT + ":' &");
      logs.boundHeld(CAP_BYTES);
      assertThat(output.stdout()).isEmptyFile();
      go();

      until(
          "it is gone",
          () -> {
            logs.boundHeld(CAP_BYTES);
            return !Files.exists(output.stdout());
          });
    }

    @Test
    void theOutputOfARemovedJobIsPutAsideUntilItIsFree() throws Exception {
      var output = run("echo early; setsid sh -c '" + WAIT + "echo late' &");
      logs.remove(1, 1);
      assertThat(output.stdout()).doesNotExist();
      var aside = new SetAside(logs.root());
      assertThat(aside.directory().resolve("1.1.out")).hasContent("early");

      logs.searchHeld();
      assertThat(stray()).isEmpty();
      assertThat(aside.directory().resolve("1.1.out")).exists();
      go();
      until(
          "it is gone",
          () -> {
            logs.searchHeld();
            return !Files.exists(aside.directory());
          });
    }

    @Test
    void heldOutputOfNoJobIsNoStrayOutput() throws Exception {
      var output = run("echo early; setsid sh -c '" + WAIT + "echo late' &");
      assertThat(stray()).isEmpty();
      go();

      until("it is free", () -> stray().contains(output.stdout()));
    }

    private List<Path> stray() throws IOException {
      return new StrayOutput(logs.root()).find((_, _) -> Map.of(), Instant.MAX);
    }
  }

  @Nested
  class InSlots extends Contract {
    @Override
    Launcher open(Journals journals) {
      assumeThat(SlotShells.arePossible()).isTrue();
      var shells = new SlotShells(journals, logs.root());
      return new PosixLauncher(journals, new SlotLauncher(shells, SlotLauncher.SHORT_MILLIS));
    }

    @Test
    void whoeverReadsAnEmptySpoolSeesNothingOfTheNextJob() throws Exception {
      run("setsid sh -c 'exec 3</proc/self/fd/1 >/dev/null 2>&1; " + WAIT + "cat <&3 >seen' &");
      run("echo secret");
      go();

      until("it has read", () -> Files.exists(directory.resolve("seen")));
      until("it is gone", () -> OpenOutputFiles.of(logs.root().toRealPath()).isEmpty());
      assertThat(directory.resolve("seen")).isEmptyFile();
    }

    @Test
    void aSpoolThatNobodyKnowsIsNotTaken() throws Exception {
      var holder = run("setsid sh -c '" + WAIT + "echo late' &");
      var spool = logs.root().resolve("w2.journal.0.out");
      Files.move(holder.stdout(), spool);
      new Spool.File(spool, true, null).prepare();
      go();

      until(
          "it is there",
          () -> Files.readString(logs.root().resolve("removed/w2.journal.0.out")).equals("late\n"));
      assertThat(spool).isEmptyFile();
    }
  }

  @Nested
  class UnderWrappers extends Contract {
    @Override
    Launcher open(Journals journals) {
      return new PosixLauncher(journals, null);
    }
  }
}
