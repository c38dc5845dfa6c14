package dev.queuectl.store;

import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;

/// The kinds of store, each of which must keep every contract. One more is one line here.
public enum StoreKind {
  SQLITE(
      directory ->
          SqliteStore.open(
              directory.resolve("queue.db"), InstantSource.system(), new Announcements()));

  private final Function<Path, Store> opening;

  StoreKind(Function<Path, Store> opening) {
    this.opening = opening;
  }

  /// The store at this place; the second call opens it a second time.
  public Store open(Path directory) {
    return opening.apply(directory);
  }
}
