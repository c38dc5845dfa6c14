package dev.queuectl.process.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End.Lost;
import dev.queuectl.process.journal.Exit.End.NotStarted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProcessBuilderLauncherTest extends LauncherContract {

  @Override
  Launcher open(Path directory) {
    return new ProcessBuilderLauncher();
  }

  /// The error's number stands in the text of Java's exception only.
  @Test
  void aCommandThatIsTooLongIsItsOwnFault() {
    assertThat(runs.end("true " + "x".repeat(1 << 20)))
        .isEqualTo(new NotStarted("the command and its environment are too long for this system"));
  }

  @Test
  void nothingCanBeAdopted() {
    var ended = new CompletableFuture<Exit>();
    var nowhere = directory.resolve("x");
    launcher.adopt(
        new Adoption("1.1", nowhere, nowhere, Map.of(), nowhere, nowhere, Duration.ZERO),
        ended::complete);

    assertThat(ended.join().end()).isInstanceOf(Lost.class);
  }
}
