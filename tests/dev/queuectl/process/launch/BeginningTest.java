package dev.queuectl.process.launch;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End.Exited;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.journal.Journals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A command's subshell is held up on its way to its output: a FIFO stands where the first of the
/// two files was, and cannot be opened before somebody reads it.
@EnabledOnOs(OS.LINUX)
class BeginningTest {
  private static final Map<String, String> ENV = Map.of("QUEUECTL_JOB_ID", "held up");

  @TempDir Path directory;
  private SlotShells shells;
  private Path spooledOut;
  private Path spooledErr;
  private Launch launch;

  @BeforeEach
  void holdUp() throws Exception {
    assumeThat(SlotShells.arePossible()).isTrue();
    var journals = new Journals(directory.resolve("run/w1.journal"), Journals.JOBS_PER_FILE);
    shells = new SlotShells(journals, directory.resolve("spools"));
    run(launch("s1.1.1", "true"), 60_000).get(60, TimeUnit.SECONDS);
    spooledOut = directory.resolve("spools/w1.journal.0.out");
    spooledErr = directory.resolve("spools/w1.journal.0.err");
    assumeThat(spooledOut).exists(); // where nobody can ask who has it open, it was given away
    Files.delete(spooledOut);
    assertThat(new ProcessBuilder("mkfifo", spooledOut.toString()).start().waitFor()).isZero();
    launch = launch("s1.2.1", "echo heard >&2; until [ -e go ]; do sleep 0.05; done; exit 3");
  }

  @AfterEach
  void close() throws IOException {
    for (var journal : Journals.in(directory.resolve("run"))) {
      JournalReader.read(journal, launch.key())
          .ifPresent(entry -> ProcessSessions.kill(entry.pid()));
    }
    shells.close();
  }

  @Test
  void outputIsNotPutInItsPlaceBeforeItIsOpen() throws Exception {
    var ended = run(launch, 0);
    untilItIsOnItsWay();
    assertThat(entry().begun()).isFalse();
    assertThat(spooledErr).exists();

    letGo();
    until("it is in its place", this::isHeard);
    Files.createFile(directory.resolve("go"));
    assertThat(ended.get(60, TimeUnit.SECONDS).end()).isEqualTo(new Exited(3));
  }

  @Test
  void anHeirDoesNotPutItThereEither() throws Exception {
    var ended = run(launch, 60_000);
    untilItIsOnItsWay();
    var heir = Launcher.forThisPlatform(directory.resolve("run/heir.journal"), directory);
    var exit = new CompletableFuture<Exit>();
    var adopted = heir.adopt(adoption(), exit::complete);
    until("it is found", () -> adopted.pid() != 0);
    assertThat(spooledErr).exists();

    letGo();
    until("it is in its place", this::isHeard);
    Files.createFile(directory.resolve("go"));
    assertThat(exit.get(60, TimeUnit.SECONDS).end()).isEqualTo(new Exited(3));
    assertThat(ended.get(60, TimeUnit.SECONDS).end()).isEqualTo(new Exited(3));
    heir.close();
  }

  private Launch launch(String key, String command) {
    return TestLaunch.in(directory, key, command, directory.toString(), ENV);
  }

  private Adoption adoption() {
    return new Adoption(
        launch.key(),
        directory.resolve("run"),
        directory.resolve("spools"),
        ENV,
        launch.stdout(),
        launch.stderr(),
        Duration.ZERO);
  }

  private CompletableFuture<Exit> run(Launch launch, int shortMillis) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new SlotLauncher(shells, shortMillis).run(launch, new SessionProcess());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private JournalReader.Entry entry() throws IOException {
    return JournalReader.find(directory.resolve("run"), launch.key()).orElseThrow();
  }

  private void untilItIsOnItsWay() {
    until(
        "its subshell has been forked",
        () ->
            JournalReader.find(directory.resolve("run"), launch.key()).isPresent()
                && ProcessSessions.members(entry().pid()).size() == 2);
  }

  private void letGo() throws IOException {
    new ProcessBuilder("cat", spooledOut.toString()).start();
  }

  private boolean isHeard() throws IOException {
    return Files.exists(launch.stderr()) && Files.readString(launch.stderr()).equals("heard\n");
  }
}
