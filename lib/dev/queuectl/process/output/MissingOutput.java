package dev.queuectl.process.output;

import dev.queuectl.KeptOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Output that the store knows of but whose files are missing.
public record MissingOutput(LogStore logs) {

  /// Tells for which attempts of a range of jobs the store says that output is kept.
  public interface Attempts {
    List<KeptOutput> kept(long firstSeq, long lastSeq);
  }

  /// @return how many files are missing
  public long find(Attempts attempts, long lastSeq) {
    var missing = 0L;
    for (var first = 0L; first <= lastSeq; first += LogStore.JOBS_PER_DIRECTORY) {
      for (var kept : attempts.kept(first, first + LogStore.JOBS_PER_DIRECTORY - 1)) {
        var output = logs.output(kept.seq(), kept.attempt());
        missing += isMissing(kept.stdout(), output.stdout()) ? 1 : 0;
        missing += isMissing(kept.stderr(), output.stderr()) ? 1 : 0;
      }
    }
    return missing;
  }

  private static boolean isMissing(boolean kept, Path file) {
    return kept && !Files.exists(file);
  }
}
