package dev.queuectl.cli.console;

/// Ctrl-C has broken off a command that runs inside another one; nothing has to be said about it.
final class Interrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Interrupted(InterruptedException cause) {
    super(cause);
  }
}
