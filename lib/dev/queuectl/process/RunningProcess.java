package dev.queuectl.process;

/// A command that was launched or adopted. Its methods are harmless after its end: they never reach
/// a process that was given the same pid later.
public interface RunningProcess {

  /// The session's first process; 0 while it is not known.
  long pid();

  /// Asks the whole session to end (SIGTERM). Once asked, the end is not reported before everything
  /// in the session has ended: a child that cleans up is waited for, until [#kill].
  void terminate();

  /// Ends the whole session at once (SIGKILL), also what is left of it after its first process.
  void kill();
}
