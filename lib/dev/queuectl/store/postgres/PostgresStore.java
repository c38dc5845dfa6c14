package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import dev.queuectl.store.Changes;
import dev.queuectl.store.OutputStore;
import dev.queuectl.store.relational.RelationalStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// A queue on a PostgreSQL server, which many hosts share.
public final class PostgresStore extends RelationalStore {
  private final ServerDatabase database;

  private PostgresStore(ServerDatabase database) {
    super(database, new ServerMedium(), new ServerUpkeep(database));
    this.database = database;
  }

  /// Opens the queue. Makes its tables in a schema that is empty, and upgrades older ones.
  ///
  /// @throws QueueException.Unavailable if the server cannot be reached or refuses, or what is
  ///   there is not a queue, or newer than this program
  public static PostgresStore open(ServerAddress address, InstantSource clock) {
    return open(address, ServerDatabase.PATIENCE, clock);
  }

  /// @param patience how long every method waits for other processes that are writing
  public static PostgresStore open(ServerAddress address, Duration patience, InstantSource clock) {
    var database = ServerDatabase.open(address, patience, clock);
    try {
      ServerSchema.prepare(database);
    } catch (QueueException e) {
      database.close();
      throw e;
    }
    return new PostgresStore(database);
  }

  @Override
  public Optional<OutputStore> outputs() {
    return Optional.of(new ServerOutputs(database));
  }

  @Override
  public InstantSource clock() {
    return database.clock();
  }

  @Override
  public Listening listen(Runnable whenAnnounced) {
    return ServerListening.begin(database, whenAnnounced);
  }

  @Override
  public Changes changes() {
    return new ServerSnapshots(database);
  }

  /// Nobody can put another database in the place of one that is in use.
  @Override
  public void watch() {
    // nothing to watch for
  }

  @Override
  public void hurry() {
    database.hurry();
  }

  @Override
  public <T> T snapshot(Supplier<T> reading) {
    return database.snapshot(reading);
  }

  @Override
  public <T> T together(Supplier<T> work) {
    return database.together(work);
  }

  @Override
  public <T> T addTogether(Supplier<T> work) {
    return database.addTogether(work);
  }

  @Override
  public void close() {
    database.close();
  }
}
