package dev.queuectl.store.sqlite;

import dev.queuectl.store.worker.Medium;

/// A file: its inode distinguishes it from a copy, and its [Life] from an earlier state that was
/// put back.
record FileMedium(Database database) implements Medium {
  @Override
  public long identity() {
    return database.opened().inode();
  }

  @Override
  public void workerJoins() {
    database.opened().log().begin(database);
  }
}
