package dev.queuectl.store.sqlite;

import dev.queuectl.store.Changes;

/// SQLite counts, for each connection, what others have written to the file
/// (sqlite.org/pragma.html#pragma_data_version).
final class DataVersion implements Changes {
  private final Database database;
  private long asked;
  private long seen;
  private boolean isKnown;

  DataVersion(Database database) {
    this.database = database;
  }

  @Override
  public boolean any() {
    asked = database.outside(session -> session.number("PRAGMA data_version"));
    return !isKnown || asked != seen;
  }

  @Override
  public void seen() {
    seen = asked;
    isKnown = true;
  }

  @Override
  public void forget() {
    isKnown = false;
  }
}
