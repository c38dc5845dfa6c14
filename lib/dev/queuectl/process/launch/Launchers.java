package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.file.Files;
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
  /// @param spools where output may be for a moment, on the file system where it stays
  public static Launcher forThisPlatform(Path journal, Path spools) {
    if (!Platform.POSIX) {
      return portable();
    }
    var journals = new Journals(journal.toAbsolutePath(), Journals.JOBS_PER_FILE);
    if (!SlotShells.arePossible()) {
      return new PosixLauncher(journals, null);
    }
    var shells = new SlotShells(journals, spools.toAbsolutePath());
    return new PosixLauncher(journals, new SlotLauncher(shells, SlotLauncher.SHORT_MILLIS));
  }

  /// Through [ProcessBuilder]: slower, without sessions and adoption.
  public static Launcher portable() {
    return new ProcessBuilderLauncher();
  }

  /// Deletes the journals and spools of dead workers that nobody needs any more.
  ///
  /// @param run the directory with the journals of all workers
  /// @param spools the directory with their spools
  /// @param storeId what the keys of this store begin with
  /// @param inUse the keys of all attempts whose end is not stored; only asked if it matters
  public static void tidy(Path run, Path spools, String storeId, Supplier<Set<String>> inUse)
      throws IOException {
    for (var journal : uselessJournals(run, storeId, inUse)) {
      Spool.of(spools, journal).discard();
      Files.deleteIfExists(journal);
    }
  }

  /// The journals that [#tidy] would delete.
  public static List<Path> uselessJournals(Path run, String storeId, Supplier<Set<String>> inUse)
      throws IOException {
    return Journals.useless(run.toAbsolutePath(), storeId, inUse);
  }
}
