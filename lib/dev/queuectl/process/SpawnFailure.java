package dev.queuectl.process;

import java.io.IOException;

/// The system refused to start a process.
final class SpawnFailure extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  SpawnFailure(int errno) {
    super("the system refused to start a process: " + Native.message(errno));
    this.errno = errno;
  }

  int errno() {
    return errno;
  }
}
