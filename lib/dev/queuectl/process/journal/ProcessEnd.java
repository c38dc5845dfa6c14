package dev.queuectl.process.journal;

/// How a process ended.
public sealed interface ProcessEnd {

  /// By itself.
  ///
  /// @param code 0 to 255
  record Exited(int code) implements ProcessEnd {}

  /// By a signal, ours or another's.
  record Signalled(int signal) implements ProcessEnd {}

  /// It never ran, and trying again would not help: the command itself cannot be started.
  ///
  /// @param reason a clause for people
  record NotStarted(String reason) implements ProcessEnd {}

  /// It never ran, through no fault of its own: this process lacked what any command needs
  /// (descriptors, processes, memory, a place for our own files).
  ///
  /// @param reason a clause for people
  /// @param spent whether there are records of the attempt; if not, nothing of it is left, and the
  ///   same attempt may be launched again
  record Hindered(String reason, boolean spent) implements ProcessEnd {
    public Hindered(String reason) {
      this(reason, false);
    }
  }

  /// It was not started, and never will be as this attempt. Either its worker died before that:
  /// then the empty file stdout, which the adopting launcher has created, must stay, since it keeps
  /// that worker from starting the attempt after all if it was only stopped. Or there was such a
  /// file already.
  record NeverStarted() implements ProcessEnd {}

  /// It is not running (any more), and nobody knows how it ended. This is not the command's
  /// failure.
  ///
  /// @param reason a clause for people
  record Lost(String reason) implements ProcessEnd {}

  /// The end that a shell's `$?` stands for, where nothing distinguishes a signal from `exit 143`:
  /// the signal, since programs rarely choose such codes themselves.
  static ProcessEnd ofShellCode(int code) {
    return code > 128 && code <= 192 ? new Signalled(code - 128) : new Exited(code);
  }
}
