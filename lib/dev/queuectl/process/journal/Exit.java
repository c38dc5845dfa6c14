package dev.queuectl.process.journal;

import dev.queuectl.process.posix.Platform;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a command as a launcher reports it, however long ago that was.
///
/// @param asked why we had asked it to end, if we did so before it ended; null if it ended by
///   itself
public record Exit(End end, @Nullable StopReason asked, Time time) {

  /// How it ended.
  public sealed interface End {

    /// By itself.
    ///
    /// @param code 0 to 255
    record Exited(int code) implements End {}

    /// By a signal, ours or another's.
    record Signalled(int signal) implements End {}

    /// It never ran, and trying again would not help: the command itself cannot be started.
    ///
    /// @param reason a clause for people
    record NotStarted(String reason) implements End {}

    /// It never ran, through no fault of its own: this process lacked what any command needs
    /// (descriptors, processes, memory, a place for our own files).
    ///
    /// @param reason a clause for people
    /// @param spent whether there are records of the attempt; if not, nothing of it is left, and
    ///   the same attempt may be launched again
    record Hindered(String reason, boolean spent) implements End {
      public Hindered(String reason) {
        this(reason, false);
      }
    }

    /// It was not started, and never will be as this attempt. Either its worker died before that:
    /// then the empty file stdout, which the adopting launcher has created, must stay, since it
    /// keeps that worker from starting the attempt after all if it was only stopped. Or there was
    /// such a file already.
    record NeverStarted() implements End {}

    /// It is not running (any more), and nobody knows how it ended. This is not the command's
    /// failure.
    ///
    /// @param reason a clause for people
    record Lost(String reason) implements End {}

    /// The end that a shell's `$?` stands for, where nothing distinguishes a signal from `exit
    /// 143`: the signal, since programs rarely choose such codes themselves. But 130 is what a
    /// program exits with that has caught Ctrl-C.
    static End ofShellCode(int code) {
      return code > 128 && code <= 192 && code != 128 + Platform.SIGINT
          ? new Signalled(code - 128)
          : new Exited(code);
    }
  }

  /// When a command ended.
  public sealed interface Time {
    /// At the moment of the report.
    record Now() implements Time {}

    /// This long after it started.
    record After(Duration ran) implements Time {}

    /// At this wall clock time, as the clock was set then.
    record At(Instant at) implements Time {}

    /// Nobody saw it.
    record Unseen() implements Time {}
  }

  /// A command that ended by itself, just now.
  public static Exit now(End end) {
    return new Exit(end, null, new Time.Now());
  }

  /// One that ended while nobody watched and left no record.
  public static Exit unseen(End end, @Nullable StopReason asked) {
    return new Exit(end, asked, new Time.Unseen());
  }
}
