package dev.queuectl.store.postgres;

import static dev.queuectl.store.schema.Prepared.STORE_ID;

import dev.queuectl.QueueException;
import dev.queuectl.store.AccessStore;
import dev.queuectl.store.ArchiveStore;
import dev.queuectl.store.CauseStore;
import dev.queuectl.store.Changes;
import dev.queuectl.store.ConfigStore;
import dev.queuectl.store.EventStore;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.MetricStore;
import dev.queuectl.store.QueueStore;
import dev.queuectl.store.RequestStore;
import dev.queuectl.store.RetentionStore;
import dev.queuectl.store.ScheduleStore;
import dev.queuectl.store.Store;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.WorkerStore;
import dev.queuectl.store.access.SqlAccessStore;
import dev.queuectl.store.history.SqlArchiveStore;
import dev.queuectl.store.history.SqlEventStore;
import dev.queuectl.store.history.SqlMetricStore;
import dev.queuectl.store.history.SqlRequestStore;
import dev.queuectl.store.history.SqlRetentionStore;
import dev.queuectl.store.job.SqlCauseStore;
import dev.queuectl.store.job.SqlConfigStore;
import dev.queuectl.store.job.SqlJobStore;
import dev.queuectl.store.job.SqlQueueStore;
import dev.queuectl.store.repair.SqlUpkeep;
import dev.queuectl.store.schedule.SqlScheduleStore;
import dev.queuectl.store.worker.SqlWorkerStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// A queue on a PostgreSQL server, which many hosts share.
public final class PostgresStore implements Store {
  private final ServerDatabase database;
  private final JobStore jobs;
  private final CauseStore causes;
  private final WorkerStore workers;
  private final QueueStore queues;
  private final MetricStore metrics;
  private final ArchiveStore archive;
  private final RetentionStore retention;
  private final ConfigStore config;
  private final EventStore events;
  private final AccessStore access;
  private final RequestStore requests;
  private final ScheduleStore schedules;
  private final Upkeep upkeep;

  private PostgresStore(ServerDatabase database) {
    this.database = database;
    var ownJobs = new SqlJobStore(database);
    this.jobs = ownJobs;
    this.causes = new SqlCauseStore(database);
    this.workers = new SqlWorkerStore(database, new ServerMedium());
    this.queues = new SqlQueueStore(database);
    this.metrics = new SqlMetricStore(database);
    this.archive = new SqlArchiveStore(database);
    this.retention = new SqlRetentionStore(database);
    this.config = new SqlConfigStore(database);
    this.events = new SqlEventStore(database);
    this.access = new SqlAccessStore(database);
    this.requests = new SqlRequestStore(database, ownJobs);
    this.schedules = new SqlScheduleStore(database);
    this.upkeep = new SqlUpkeep(database, new ServerUpkeep(database));
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
  public JobStore jobs() {
    return jobs;
  }

  @Override
  public CauseStore causes() {
    return causes;
  }

  @Override
  public WorkerStore workers() {
    return workers;
  }

  @Override
  public QueueStore queues() {
    return queues;
  }

  @Override
  public MetricStore metrics() {
    return metrics;
  }

  @Override
  public ArchiveStore archive() {
    return archive;
  }

  @Override
  public RetentionStore retention() {
    return retention;
  }

  @Override
  public ConfigStore config() {
    return config;
  }

  @Override
  public EventStore events() {
    return events;
  }

  @Override
  public AccessStore access() {
    return access;
  }

  @Override
  public RequestStore requests() {
    return requests;
  }

  @Override
  public ScheduleStore schedules() {
    return schedules;
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public String storeId() {
    return database.read(session -> session.first(STORE_ID, row -> row.getString(1))).orElseThrow();
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
