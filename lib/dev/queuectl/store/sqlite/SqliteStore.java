package dev.queuectl.store.sqlite;

import static dev.queuectl.store.schema.Prepared.RENAME_STORE;
import static dev.queuectl.store.schema.Prepared.STORE_ID;

import dev.queuectl.QueueException;
import dev.queuectl.store.Changes;
import dev.queuectl.store.relational.RelationalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// A queue in one SQLite file.
public final class SqliteStore extends RelationalStore {
  private final Database database;
  private final InstantSource clock;

  private SqliteStore(Database database, InstantSource clock) {
    super(database, new FileMedium(database), new FileUpkeep(database));
    this.database = database;
    this.clock = clock;
  }

  /// Loads SQLite, for a process that will soon open a store and has a thread to spare until then.
  public static void loadDriver() {
    Driver.load();
  }

  /// Opens the queue in the file. Creates it, private to its owner, if it does not exist, and
  /// upgrades an older schema.
  ///
  /// @throws QueueException.Unavailable if the file is not a queue, newer than this program, or
  ///   cannot be used
  public static SqliteStore open(Path file) {
    return open(file, Patience.DEFAULT);
  }

  /// Like [#open(Path)].
  public static SqliteStore open(Path file, InstantSource clock, Doorbell doorbell) {
    return open(file, Patience.DEFAULT, clock, doorbell);
  }

  /// @param patience how long every method waits for other processes that are writing
  public static SqliteStore open(Path file, Duration patience) {
    return open(file, patience, InstantSource.system(), Doorbell.NONE);
  }

  /// @param patience how long every method waits for other processes that are writing
  /// @param doorbell how changes are announced to those who listen
  public static SqliteStore open(
      Path file, Duration patience, InstantSource clock, Doorbell doorbell) {
    var database = Database.open(file, patience, doorbell, connection -> connection);
    try {
      Schema.prepare(database);
    } catch (QueueException e) {
      database.close();
      throw e;
    }
    return new SqliteStore(database, clock);
  }

  /// The id of the store in a file, which may be in use; empty if there is no store, or it cannot
  /// be read.
  public static Optional<String> idOf(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var database = Database.open(file, Patience.DEFAULT)) {
      return database.read(session -> session.first(STORE_ID, row -> row.getString(1)));
    } catch (QueueException.Unavailable e) {
      return Optional.empty();
    }
  }

  /// Gives the store in a file an id of its own, as a copy needs that is used next to its original.
  ///
  /// @return false if its id is no longer the given one
  /// @throws QueueException.Unavailable if the store cannot be changed
  public static boolean rename(Path file, String before, String id) {
    try (var database = Database.open(file, Patience.DEFAULT)) {
      return database.write(session -> session.run(RENAME_STORE, id, before)) == 1;
    }
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Listening listen(Runnable whenAnnounced) {
    return database.doorbell().listen(whenAnnounced);
  }

  @Override
  public Changes changes() {
    return new DataVersion(database);
  }

  /// Also notices when somebody writes another database over the file. Keeps a descriptor open.
  @Override
  public void watch() {
    database.opened().watch();
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
  public void close() {
    database.close();
  }
}
