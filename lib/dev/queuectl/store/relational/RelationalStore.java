package dev.queuectl.store.relational;

import static dev.queuectl.store.schema.Prepared.STORE_ID;

import dev.queuectl.store.AccessStore;
import dev.queuectl.store.ArchiveStore;
import dev.queuectl.store.CauseStore;
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
import dev.queuectl.store.repair.PhysicalUpkeep;
import dev.queuectl.store.repair.SqlUpkeep;
import dev.queuectl.store.schedule.SqlScheduleStore;
import dev.queuectl.store.sql.Transactions;
import dev.queuectl.store.worker.Medium;
import dev.queuectl.store.worker.SqlWorkerStore;

/// What the stores in databases of tables have in common: all verbs.
public abstract class RelationalStore implements Store {
  private final Transactions transactions;
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

  /// @param medium where the tables are
  /// @param physical what only this kind of database needs to be kept well
  protected RelationalStore(Transactions transactions, Medium medium, PhysicalUpkeep physical) {
    this.transactions = transactions;
    var ownJobs = new SqlJobStore(transactions);
    this.jobs = ownJobs;
    this.causes = new SqlCauseStore(transactions);
    this.workers = new SqlWorkerStore(transactions, medium);
    this.queues = new SqlQueueStore(transactions);
    this.metrics = new SqlMetricStore(transactions);
    this.archive = new SqlArchiveStore(transactions);
    this.retention = new SqlRetentionStore(transactions);
    this.config = new SqlConfigStore(transactions);
    this.events = new SqlEventStore(transactions);
    this.access = new SqlAccessStore(transactions);
    this.requests = new SqlRequestStore(transactions, ownJobs);
    this.schedules = new SqlScheduleStore(transactions);
    this.upkeep = new SqlUpkeep(transactions, physical);
  }

  @Override
  public final JobStore jobs() {
    return jobs;
  }

  @Override
  public final CauseStore causes() {
    return causes;
  }

  @Override
  public final WorkerStore workers() {
    return workers;
  }

  @Override
  public final QueueStore queues() {
    return queues;
  }

  @Override
  public final MetricStore metrics() {
    return metrics;
  }

  @Override
  public final ArchiveStore archive() {
    return archive;
  }

  @Override
  public final RetentionStore retention() {
    return retention;
  }

  @Override
  public final ConfigStore config() {
    return config;
  }

  @Override
  public final EventStore events() {
    return events;
  }

  @Override
  public final AccessStore access() {
    return access;
  }

  @Override
  public final RequestStore requests() {
    return requests;
  }

  @Override
  public final ScheduleStore schedules() {
    return schedules;
  }

  @Override
  public final Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public final String storeId() {
    return transactions
        .read(session -> session.first(STORE_ID, row -> row.getString(1)))
        .orElseThrow();
  }
}
