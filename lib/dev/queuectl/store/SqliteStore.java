package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.META;

import dev.queuectl.ConfigStore;
import dev.queuectl.JobStore;
import dev.queuectl.QueueException;
import dev.queuectl.Store;
import dev.queuectl.WorkerStore;
import java.nio.file.Path;

/// A queue in one SQLite file.
public final class SqliteStore implements Store {
  private final Database database;
  private final JobStore jobs;
  private final WorkerStore workers;
  private final ConfigStore config;

  private SqliteStore(Database database) {
    this.database = database;
    this.jobs = new SqlJobStore(database);
    this.workers = new SqlWorkerStore(database);
    this.config = new SqlConfigStore(database);
  }

  /// Opens the queue in the file; makes it, private to its owner, if it is not there, and brings an
  /// older schema up to date.
  ///
  /// @throws QueueException.Unavailable if the file is not a queue, newer than this program, or
  ///     cannot be used
  public static SqliteStore open(Path file) {
    var database = Database.open(file);
    try {
      database.migrate();
    } catch (QueueException e) {
      database.close();
      throw e;
    }
    return new SqliteStore(database);
  }

  @Override
  public JobStore jobs() {
    return jobs;
  }

  @Override
  public WorkerStore workers() {
    return workers;
  }

  @Override
  public ConfigStore config() {
    return config;
  }

  @Override
  public String storeId() {
    return database.read(
        sql ->
            sql.select(META.VALUE)
                .from(META)
                .where(META.KEY.eq("store_id"))
                .fetchSingle(META.VALUE));
  }

  @Override
  public long changes() {
    return database.changes();
  }

  @Override
  public void close() {
    database.close();
  }
}
