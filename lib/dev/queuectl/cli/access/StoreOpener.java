package dev.queuectl.cli.access;

import dev.queuectl.store.Store;
import dev.queuectl.store.postgres.PostgresStore;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Opens a store in a file or on a server. What one of them needs is not loaded for the other.
final class StoreOpener {
  private StoreOpener() {}

  /// @throws dev.queuectl.QueueException.Unavailable
  static Store open(StorePlace place, InstantSource clock) {
    // not by switch, which would take Java 15 ms to prepare
    return place instanceof StorePlace.Server(var server, _)
        ? PostgresStore.open(server, clock)
        : SqliteStore.open(file(place), clock, bell(place));
  }

  /// @param patience how long every method waits for others that are writing
  /// @throws dev.queuectl.QueueException.Unavailable
  static Store open(StorePlace place, Duration patience, InstantSource clock) {
    return place instanceof StorePlace.Server(var server, _)
        ? PostgresStore.open(server, patience, clock)
        : SqliteStore.open(file(place), patience, clock, bell(place));
  }

  static Path file(StorePlace place) {
    return ((StorePlace.File) place).database();
  }

  static WakeBell bell(StorePlace place) {
    return new WakeBell(place.runDirectory());
  }
}
