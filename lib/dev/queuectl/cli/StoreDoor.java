package dev.queuectl.cli;

import dev.queuectl.Store;
import dev.queuectl.store.SqliteStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Opens the store of this run, when it is first asked for.
@Singleton
final class StoreDoor {
  private final Console console;
  private final SharedOptions options;
  private @Nullable Store store;

  StoreDoor(Console console, SharedOptions options) {
    this.console = console;
    this.options = options;
  }

  StorePlace place() {
    return StorePlace.of(options.db, console);
  }

  /// @throws dev.queuectl.QueueException.Unavailable
  Store open() {
    var open = store;
    if (open == null) {
      var place = place();
      place.make();
      open = SqliteStore.open(place.database(), console.clock());
      store = open;
    }
    return open;
  }

  Instant now() {
    return console.clock().instant();
  }

  @PreDestroy
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
