package dev.queuectl.process.posix;

import java.io.IOException;

/// The system refused to start a process.
public final class SpawnFailure extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  public SpawnFailure(int errno) {
    super("the system refused to start a process: " + Native.message(errno));
    this.errno = errno;
  }

  public int errno() {
    return errno;
  }
}
