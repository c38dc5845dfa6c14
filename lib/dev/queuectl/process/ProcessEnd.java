package dev.queuectl.process;

/// How a process ended.
public sealed interface ProcessEnd {

  /// By itself.
  ///
  /// @param code 0 to 255
  record Exited(int code) implements ProcessEnd {}

  /// By a signal, ours or another's.
  record Signalled(int signal) implements ProcessEnd {}

  /// It never ran.
  ///
  /// @param reason a clause for people
  record NotStarted(String reason) implements ProcessEnd {}

  /// It does not run (any more), and nobody knows how it ended; or its worker died before starting
  /// it. Not the command's failure.
  ///
  /// @param reason a clause for people
  record Lost(String reason) implements ProcessEnd {}

  /// The end that a shell's `$?` stands for, where nothing tells a signal from `exit 143`: the
  /// signal, since programs rarely choose such codes themselves.
  static ProcessEnd ofShellCode(int code) {
    return code > 128 && code <= 192 ? new Signalled(code - 128) : new Exited(code);
  }
}
