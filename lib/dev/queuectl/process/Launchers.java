package dev.queuectl.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Where launchers come from.
public final class Launchers {
  private Launchers() {}

  /// The best launcher of this platform. Only on Linux and macOS can what it launches be adopted.
  ///
  /// @param journal of this worker alone, `run/<workerId>.journal`: the start of the names of the
  ///   files in which processes record their start and end
  public static Launcher forThisPlatform(Path journal) {
    return Platform.POSIX
        ? new PosixLauncher(new Journals(journal.toAbsolutePath(), Journals.JOBS_PER_FILE))
        : portable();
  }

  /// Through [ProcessBuilder]: slower, without sessions and adoption.
  public static Launcher portable() {
    return new ProcessBuilderLauncher();
  }

  /// Deletes the journals of dead workers that nobody needs any more.
  ///
  /// @param run the directory with the journals of all workers
  /// @param inUse the keys of all attempts whose end is not stored; only asked if it matters
  public static void tidy(Path run, Supplier<Set<String>> inUse) throws IOException {
    Journals.tidy(run.toAbsolutePath(), inUse);
  }

  /// The journals that [#tidy] would delete.
  public static List<Path> uselessJournals(Path run, Supplier<Set<String>> inUse)
      throws IOException {
    return Journals.useless(run.toAbsolutePath(), inUse);
  }
}
