package dev.queuectl.store.postgres;

import dev.queuectl.store.worker.Medium;

/// A server, of which nobody makes a copy by copying files.
final class ServerMedium implements Medium {
  @Override
  public long identity() {
    return 0;
  }

  @Override
  public void workerJoins() {
    // A backup that is restored has no workers that are still alive.
  }
}
