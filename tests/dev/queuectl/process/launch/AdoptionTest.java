package dev.queuectl.process.launch;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Jvm;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.journal.Exit.End.Lost;
import dev.queuectl.process.journal.Exit.End.NeverStarted;
import dev.queuectl.process.journal.Exit.End.Signalled;
import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A worker process is killed for real, and this one takes over.
@EnabledOnOs({OS.LINUX, OS.MAC})
class AdoptionTest {
  private static final Map<String, String> ENV = Map.of("QUEUECTL_JOB_ID", "jöb 1");

  @TempDir Path directory;
  private Path run;
  private Path stdout;
  private Launcher heir;
  private RunningProcess adopted;

  @BeforeEach
  void open() {
    run = directory.resolve("run");
    stdout = directory.resolve("1.1.out");
    heir = Launcher.forThisPlatform(directory.resolve("run/heir.journal"), directory);
  }

  @AfterEach
  void close() {
    heir.close();
  }

  @Test
  void aRunningJobKeepsItsOutputAndItsExitCode() throws Exception {
    orphan("echo begun; sleep 1; echo done; exit 7");
    assertThat(stdout).hasContent("begun");

    assertThat(adopt().get(60, TimeUnit.SECONDS).end()).isEqualTo(new Exited(7));
    assertThat(adopted.pid()).isPositive();
    assertThat(stdout).hasContent("begun\ndone");
  }

  @Test
  void aJobThatHasEndedMeanwhileKeepsItsExitCode() throws Exception {
    orphan("echo begun; exit 7");
    until("it has ended", () -> JournalReader.find(run, "1.1").orElseThrow().end() != null);

    var exit = adopt().get(60, TimeUnit.SECONDS);
    assertThat(exit.end()).isEqualTo(new Exited(7));
    assertThat(exit.asked()).isNull();
    assertThat(exit.time()).isInstanceOfAny(Exit.Time.After.class, Exit.Time.At.class);
  }

  @Test
  void whatADeadWorkerHasAskedItWasAskedStill() throws Exception {
    orphan("trap 'exit 0' TERM; echo begun; while :; do sleep 0.05; done");
    var entry = JournalReader.find(run, "1.1").orElseThrow();
    Journal.recordRequest(entry.file(), entry.token(), StopReason.INTERRUPT);
    var end = adopt();
    until("it is found", () -> adopted.asked().isPresent() && adopted.ran().isPresent());
    adopted.terminate(StopReason.TIMEOUT);

    var exit = end.get(60, TimeUnit.SECONDS);
    assertThat(exit.end()).isEqualTo(new Exited(0));
    assertThat(exit.asked()).isEqualTo(StopReason.INTERRUPT);
  }

  @Test
  void anAdoptedJobCanBeTerminated() throws Exception {
    orphan("trap 'echo bye; exit 4' TERM; echo begun; while :; do sleep 0.05; done");
    var end = adopt();
    until("it is found", () -> adopted.pid() != 0);
    adopted.terminate(StopReason.CANCEL);

    assertThat(end.get(60, TimeUnit.SECONDS).end()).isEqualTo(new Exited(4));
    assertThat(stdout).hasContent("begun\nbye");
  }

  @Test
  void aKillThatComesBeforeTheJobIsFoundIsDone() throws Exception {
    orphan("echo begun; exec sleep 60");
    var end = adopt();
    adopted.kill();

    assertThat(end.get(60, TimeUnit.SECONDS).end()).isIn(new Lost(KILLED), new Signalled(9));
    var pid = JournalReader.find(run, "1.1").orElseThrow().pid();
    assertThat(ProcessSessions.members(pid)).isEmpty();
  }

  private static final String KILLED = "it was killed before it could record its end";

  @Test
  void aWrapperThatWasKilledUnwatchedIsLost() throws Exception {
    orphan("echo begun; exec sleep 60");
    var pid = JournalReader.find(run, "1.1").orElseThrow().pid();
    ProcessSessions.kill(pid);
    until("it has ended", () -> Identities.hasEnded(pid));

    assertThat(adopt().get(60, TimeUnit.SECONDS).end())
        .isEqualTo(new Lost("it was killed while nobody watched"));
  }

  @Test
  void whatNeverStartedNeverWill() throws Exception {
    assertThat(adopt().get(60, TimeUnit.SECONDS).end()).isEqualTo(new NeverStarted());

    var late = new Runs(heir, directory).start("echo late");
    assertThat(late.end()).isInstanceOf(NeverStarted.class);
    assertThat(stdout).isEmptyFile();
  }

  /// Under a key of its own: any process of this host whose arguments say the same would be taken
  /// for the missing one.
  @Test
  void whatWasStartedWithoutARecordIsLost() throws Exception {
    Files.createFile(stdout);

    assertThat(adopt("1.1." + UUID.randomUUID()).get(60, TimeUnit.SECONDS).end())
        .isEqualTo(new Lost("it left no record of its start"));
  }

  @Test
  void whatCannotBeReadIsReadLater() throws Exception {
    var blocked = Files.createFile(directory.resolve("blocked"));
    stdout = blocked.resolve("sub/1.1.out");
    var end = adopt();
    assertThat(adopted.pid()).isZero();
    assertThat(end).isNotDone();
    Files.delete(blocked);

    assertThat(end.get(60, TimeUnit.SECONDS).end()).isEqualTo(new End.NeverStarted());
  }

  @Test
  void aJournalOfAnotherBootMeansARestart() throws Exception {
    Files.createDirectories(run);
    Files.createFile(stdout);
    Files.writeString(
        directory.resolve("run/doomed.journal.0"),
        Journal.HEADER + "another-boot/1\n\ns 1.1@doomed.journal.0 1\n");

    assertThat(adopt().get(60, TimeUnit.SECONDS).end())
        .isEqualTo(new Lost("the host was restarted"));
  }

  @Test
  void whatAKilledWrapperLeftBehindIsKilledBeforeTheJobMayRunAgain() throws Exception {
    for (var command : List.of("echo begun; sleep 60", "echo begun; exec sleep 60")) {
      Files.deleteIfExists(stdout);
      Files.deleteIfExists(stderr());
      orphan(command);
      var wrapper = JournalReader.find(run, "1.1").orElseThrow().pid();
      Native.kill(wrapper, Platform.SIGKILL);
      until("it has ended", () -> Identities.hasEnded(wrapper));
      assertThat(ProcessSessions.members(wrapper)).isNotEmpty();

      assertThat(adopt().get(60, TimeUnit.SECONDS).end())
          .isEqualTo(new Lost("it was killed while nobody watched"));
      assertThat(ProcessSessions.members(wrapper)).isEmpty();
      Launcher.tidy(run, directory, "1", Set::of);
    }
  }

  /// A copy of the whole directory, made while the job runs: its journal will never tell the end.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aJobThatRunsForTheOriginalIsNeitherAwaitedNorKilledByACopy() throws Exception {
    orphan("echo begun; exec sleep 60");
    var original = JournalReader.find(run, "1.1").orElseThrow();
    var copy = Files.createDirectories(directory.resolve("copy/run"));
    Files.copy(original.file(), copy.resolve(original.file().getFileName()));
    var ended = new CompletableFuture<Exit>();
    var inCopy = new Adoption("1.1", copy, directory, ENV, stdout, stderr(), Duration.ZERO);
    heir.adopt(inCopy, ended::complete).kill();

    assertThat(ended.get(60, TimeUnit.SECONDS).end())
        .isEqualTo(new Lost("it is running for the queue that this one was copied from"));
    assertThat(ProcessSessions.members(original.pid())).isNotEmpty();

    var end = adopt();
    adopted.kill();
    assertThat(end.get(60, TimeUnit.SECONDS).end()).isIn(new Lost(KILLED), new Signalled(9));
  }

  @Test
  void aSessionOfStrangersIsLeftAlone() throws Exception {
    var stranger = new Runs(heir, directory).start("sleep 60");
    until("it runs", () -> stranger.process().pid() != 0);
    Files.createFile(directory.resolve("9.9.out"));
    Files.writeString(
        run.resolve("old.journal.0"),
        "\ns 9.9@old.journal.0 " + stranger.process().pid() + "\n",
        StandardOpenOption.CREATE_NEW);
    var ended = new CompletableFuture<Exit>();
    heir.adopt(
        new Adoption(
            "9.9", run, directory, ENV, directory.resolve("9.9.out"), stderr(), Duration.ZERO),
        ended::complete);

    assertThat(ended.get(60, TimeUnit.SECONDS).end()).isInstanceOf(Lost.class);
    assertThat(stranger.ended()).isNotDone();
    stranger.process().kill();
    stranger.end();
  }

  @Test
  void theJournalsOfTheDeadGoWhenNobodyNeedsThemAnyMore() throws Exception {
    orphan("echo begun");
    new Runs(heir, directory).start(launch("2.1", "true")).end();
    adopt().get(60, TimeUnit.SECONDS);
    Launcher.tidy(run, directory, "1", () -> Set.of("1.1"));
    assertThat(Journals.in(run)).hasSize(2);

    Launcher.tidy(run, directory, "1", () -> Set.of("11.1", "1.2"));
    assertThat(Journals.in(run))
        .singleElement()
        .matches(file -> file.getFileName().toString().startsWith("heir"));
  }

  /// One that has the command run under a wrapper of its own.
  Optional<String> variable() {
    return Optional.empty();
  }

  private CompletableFuture<Exit> adopt() {
    return adopt("1.1");
  }

  private CompletableFuture<Exit> adopt(String key) {
    var ended = new CompletableFuture<Exit>();
    var adoption = new Adoption(key, run, directory, ENV, stdout, stderr(), Duration.ZERO);
    adopted = heir.adopt(adoption, ended::complete);
    return ended;
  }

  private Path stderr() {
    return directory.resolve("1.1.err");
  }

  private Launch launch(String key, String command) {
    return TestLaunch.in(directory, key, command, directory.toString(), ENV);
  }

  /// Launches a command that prints something from a worker, and kills that worker.
  private void orphan(String command) throws Exception {
    var words = Jvm.words();
    words.addAll(List.of(DoomedWorker.class.getName(), directory.toString(), command));
    var builder = new ProcessBuilder(words).inheritIO();
    variable().ifPresent(builder.command()::add);
    var worker = builder.start();
    until("the job runs", () -> Files.exists(stdout) && Files.size(stdout) > 0);
    worker.destroyForcibly().waitFor();
  }
}
