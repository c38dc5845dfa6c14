package dev.queuectl.store;

import dev.queuectl.store.postgres.TestPostgres;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.stream.Stream;

/// The kinds of store, each of which must keep every contract. One more is one line here.
public enum StoreKind {
  SQLITE(
      directory ->
          SqliteStore.open(
              directory.resolve("queue.db"), InstantSource.system(), new Announcements())),
  POSTGRES(TestPostgres::open);

  private final Function<Path, Store> opening;

  StoreKind(Function<Path, Store> opening) {
    this.opening = opening;
  }

  public static Stream<StoreKind> all() {
    return Stream.of(values());
  }

  /// Whether each announcement is heard before the verb returns. Otherwise some may be merged.
  boolean announcesAtOnce() {
    return this == SQLITE;
  }

  /// Whether changes of one's own are told from those of others. Otherwise they are noticed, too.
  boolean knowsOwnChanges() {
    return this == SQLITE;
  }

  /// Whether the program itself copies a store, and not a server's tools.
  boolean isCopied() {
    return this == SQLITE;
  }

  /// The store at this place; the second call opens it a second time.
  public Store open(Path directory) {
    return opening.apply(directory);
  }
}
