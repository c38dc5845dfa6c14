package dev.queuectl.process.launch;

import dev.queuectl.process.journal.StopReason;
import java.time.Duration;
import java.util.Optional;

/// A command that was launched or adopted. Its methods are harmless after its end: they never reach
/// a process that was given the same pid later.
public interface RunningProcess {
  /// One that never ran: its end is already known.
  RunningProcess NONE =
      new RunningProcess() {
        @Override
        public long pid() {
          return 0;
        }

        @Override
        public Optional<Duration> ran() {
          return Optional.empty();
        }

        @Override
        public Optional<StopReason> asked() {
          return Optional.empty();
        }

        @Override
        public void terminate(StopReason why) {}

        @Override
        public void kill() {}
      };

  /// The session's first process; 0 while it is not known.
  long pid();

  /// For how long it has run, leaving out the time in which the machine was suspended; empty until
  /// it is known to be running.
  Optional<Duration> ran();

  /// Why it was asked to end, perhaps by its dead worker if it was adopted.
  Optional<StopReason> asked();

  /// Asks the whole session to end (SIGTERM); the first reason stands. Once asked, the end is not
  /// reported before everything in the session has ended: a child that cleans up is waited for,
  /// until [#kill].
  void terminate(StopReason why);

  /// Ends the whole session at once (SIGKILL), including what is left of it after its first
  /// process.
  void kill();
}
