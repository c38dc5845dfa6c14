package dev.queuectl.process.posix;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WakeFileTest {
  @TempDir Path directory;

  @Test
  void everyRingIsHeard() throws Exception {
    var heard = new AtomicInteger();
    try (var _ = wake().listen(heard::incrementAndGet)) {
      for (var i = 0; i < 3; i++) {
        var before = heard.get();
        wake().ring();
        until("the ring is heard", () -> heard.get() > before);
      }
    }
  }

  @Test
  void otherFilesDoNotRing() throws Exception {
    var heard = new AtomicInteger();
    var other = directory.resolve("run/w1.journal.0");
    try (var _ = wake().listen(heard::incrementAndGet)) {
      Files.writeString(other, "x");
      wake().ring();
      until("the ring is heard", () -> heard.get() > 0);
    }
    assertThat(heard.get()).isLessThanOrEqualTo(2); // made and written
  }

  @Test
  void ringingWhereNobodyEverListenedDoesNothing() {
    wake().ring();

    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void aDeletedDirectoryEndsTheListeningQuietly() throws Exception {
    try (var _ = wake().listen(() -> {})) {
      Files.delete(directory.resolve("run"));
      wake().ring();
    }
  }

  private WakeFile wake() {
    return new WakeFile(directory.resolve("run"));
  }
}
