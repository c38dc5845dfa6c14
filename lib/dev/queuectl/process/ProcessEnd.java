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

  /// Its worker died before starting it. The empty file stdout, which the adopting launcher has
  /// made, must stay: it keeps that worker from starting it after all, should it only have been
  /// stopped.
  record NeverStarted() implements ProcessEnd {}

  /// It does not run (any more), and nobody knows how it ended. Not the command's failure.
  ///
  /// @param reason a clause for people
  record Lost(String reason) implements ProcessEnd {}

  /// The end that a shell's `$?` stands for, where nothing tells a signal from `exit 143`: the
  /// signal, since programs rarely choose such codes themselves.
  static ProcessEnd ofShellCode(int code) {
    return code > 128 && code <= 192 ? new Signalled(code - 128) : new Exited(code);
  }
}
