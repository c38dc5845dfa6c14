package dev.queuectl.store.postgres;

import dev.queuectl.store.Changes;
import dev.queuectl.store.schema.Prepared;

/// The server numbers its transactions, and says which are done: if that is as before, nobody has
/// changed anything. It counts those of other databases, too, and our own.
final class ServerSnapshots implements Changes {
  private final ServerDatabase database;
  private String asked = "";
  private String seen = "";

  ServerSnapshots(ServerDatabase database) {
    this.database = database;
  }

  @Override
  public boolean any() {
    asked =
        database
            .outside(session -> session.first(Prepared.SNAPSHOT, row -> row.getString(1)))
            .orElse("");
    return seen.isEmpty() || !asked.equals(seen);
  }

  @Override
  public void seen() {
    seen = asked;
  }

  @Override
  public void forget() {
    seen = "";
  }
}
