package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.output.OutputOrder;
import dev.queuectl.process.output.TurnWatch;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Starts commands, and takes over those that a dead worker of this host left running.
///
/// Thread-safe.
public interface Launcher extends AutoCloseable {

  /// The best launcher for this platform. What it launches can be adopted on Linux and macOS only.
  ///
  /// @param journal of this worker alone, `run/<workerId>.journal`: what the names of the files in
  ///   which processes record their start and end begin with
  /// @param spools where output may be at first, on the same file system as its final place
  static Launcher forThisPlatform(Path journal, Path spools) {
    if (!Platform.POSIX) {
      return new ProcessBuilderLauncher();
    }
    var journals = new Journals(journal.toAbsolutePath(), Journals.JOBS_PER_FILE);
    if (!SlotShells.arePossible()) {
      return new PosixLauncher(journals, null);
    }
    var turns = TurnWatch.open().orElse(null);
    var shells = new SlotShells(journals, spools.toAbsolutePath(), turns);
    return new PosixLauncher(journals, new SlotLauncher(shells, SlotLauncher.SHORT_MILLIS), turns);
  }

  /// Deletes the journals and spools of dead workers that nobody needs any more.
  ///
  /// @param run the directory with the journals of all workers
  /// @param spools the directory with their spools
  /// @param storeId what the keys of this store begin with
  /// @param inUse the keys of all attempts whose end is not stored; only called if it matters
  static void tidy(Path run, Path spools, String storeId, Supplier<Set<String>> inUse)
      throws IOException {
    for (var journal : uselessJournals(run, storeId, inUse)) {
      Spool.of(spools, journal).discard();
      Files.deleteIfExists(journal);
    }
  }

  /// The journals that [#tidy] would delete.
  static List<Path> uselessJournals(Path run, String storeId, Supplier<Set<String>> inUse)
      throws IOException {
    return Journals.useless(run.toAbsolutePath(), storeId, inUse);
  }

  /// Starts a command. Returns at once and never throws: a command that cannot be started has the
  /// end [End.NotStarted], one that this process cannot start now [End.Hindered].
  ///
  /// @param whenEnded called exactly once, from a thread of the launcher, when the process has
  ///   ended; it may launch the next one
  RunningProcess launch(Launch launch, Consumer<Exit> whenEnded);

  /// Takes over (adopts) what a dead worker launched, or finds out what became of it. Returns at
  /// once and never throws.
  ///
  /// @param whenEnded as for [#launch]; [End.Lost] if nobody can know how it ended
  RunningProcess adopt(Adoption adoption, Consumer<Exit> whenEnded);

  /// Starts watching what was adopted while no thread was available. To be called now and then.
  default void resume() {}

  /// Releases what is kept ready for the next commands, since fewer will run at a time.
  default void rest() {}

  /// How many of this many jobs the limits of this process allow at a time now, at least one.
  default int carries(int wanted) {
    return wanted;
  }

  /// A sentence for each limit that does not allow this many.
  default List<String> tooLowFor(int wanted) {
    return List.of();
  }

  /// In which order a command that has ended printed to both streams, if it did and that was seen;
  /// to be called once.
  ///
  /// @param stdout where its standard output is
  default Optional<OutputOrder> takeOrder(Path stdout) {
    return Optional.empty();
  }

  /// Deletes what is recorded of ended processes, for a successor that is not needed: all that was
  /// launched has ended, and the ends are stored.
  void forget();

  /// Stops watching: `whenEnded` is not called any more. What is still running keeps running. It
  /// can be adopted from the journal, and so can what ends unseen.
  @Override
  void close();
}
