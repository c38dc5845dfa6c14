package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import java.util.List;
import java.util.function.Consumer;

/// Starts commands, and takes over those that a dead worker of this host left running.
///
/// Thread-safe. See [Launchers] for where one comes from.
public interface Launcher extends AutoCloseable {

  /// Starts a command. Returns at once and never throws: a command that cannot be started has the
  /// end [ProcessEnd.NotStarted], one that this process cannot start now [ProcessEnd.Hindered].
  ///
  /// @param whenEnded called exactly once, from a thread of the launcher, when the process has
  ///   ended; it may launch the next one
  RunningProcess launch(Launch launch, Consumer<Exit> whenEnded);

  /// Takes over (adopts) what a dead worker launched, or finds out what became of it. Returns at
  /// once and never throws.
  ///
  /// @param whenEnded as for [#launch]; [ProcessEnd.Lost] if nobody can know how it ended
  RunningProcess adopt(Adoption adoption, Consumer<Exit> whenEnded);

  /// Begins to watch what was adopted while no thread could be had. To be called now and then.
  default void resume() {}

  /// Gives up what is kept ready for the next commands, since fewer will run at a time.
  default void rest() {}

  /// How many of so many jobs at a time the limits of this process carry now, at least one.
  default int carries(int wanted) {
    return wanted;
  }

  /// A sentence for each limit that does not carry so many.
  default List<String> tooLowFor(int wanted) {
    return List.of();
  }

  /// Deletes what is recorded of ended processes, for a successor that is not needed: all that was
  /// launched has ended, and the ends are stored.
  void forget();

  /// Stops watching: `whenEnded` is not called any more. What still runs runs on, and can be
  /// adopted from the journal, as can what ends unseen.
  @Override
  void close();
}
