package dev.queuectl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Makes the directories of tests in memory where the machine has a place for that: a store waits
/// for the disk at each commit, and tests commit tens of thousands of times.
public final class InMemory implements TempDirFactory {
  private static final Path PLACE = Path.of("/dev/shm");

  /// Containers often have less; then the usual place is the better one.
  private static final long ENOUGH_BYTES = 2L << 30;

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    var prefix = "junit-";
    return isFit() ? Files.createTempDirectory(PLACE, prefix) : Files.createTempDirectory(prefix);
  }

  private static boolean isFit() throws IOException {
    return Files.isWritable(PLACE)
        && Files.getFileStore(PLACE).getUsableSpace() >= ENOUGH_BYTES
        && mayHoldPrograms();
  }

  private static boolean mayHoldPrograms() throws IOException {
    var probe = Files.createTempFile(PLACE, "junit-", ".sh");
    try {
      return probe.toFile().setExecutable(true) && Files.isExecutable(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
