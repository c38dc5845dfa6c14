package dev.queuectl.process.journal;

import dev.queuectl.process.posix.ShortWait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads records that are certain to exist, waiting for free descriptors if need be: if they were
/// not read now, a wrong end would be stored for good.
public final class PatientReader {
  private static final Logger log = LoggerFactory.getLogger(PatientReader.class);
  private static final int STEP_MILLIS = 50;
  private static final int STEPS = 200;

  private PatientReader() {}

  /// @return empty if there are none, or none that can be read within ten seconds
  public static Optional<JournalReader.Entry> read(Path file, String key) {
    for (var step = 0; ; step++) {
      try {
        return JournalReader.readLast(file, key);
      } catch (IOException e) {
        if (step == 0 || step == STEPS) {
          log.warn("cannot read the end attempt={} reason={}", key, e.toString());
        }
        if (step == STEPS || !ShortWait.ofMillis(STEP_MILLIS)) {
          return Optional.empty();
        }
      }
    }
  }
}
