package dev.queuectl.store;

import static dev.queuectl.store.JobRows.inState;
import static dev.queuectl.store.JobRows.NOT_HELD;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.WorkerStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

final class SqlWorkerStore implements WorkerStore {
  private final Database database;

  SqlWorkerStore(Database database) {
    this.database = database;
  }

  @Override
  public void join(Worker worker) {
    database.write(
        sql ->
            sql.insertInto(WORKERS)
                .set(WORKERS.ID, worker.id())
                .set(WORKERS.HOST, worker.host())
                .set(WORKERS.HOST_ID, worker.process().hostId())
                .set(WORKERS.PID, worker.process().pid())
                .set(WORKERS.START_TICKS, worker.process().startTicks())
                .set(WORKERS.SLOTS, worker.slots())
                .set(WORKERS.QUEUES, String.join(",", worker.queues()))
                .set(WORKERS.STARTED_AT, worker.startedAt().toEpochMilli())
                .set(WORKERS.HEARTBEAT_AT, worker.heartbeatAt().toEpochMilli())
                .set(WORKERS.LEASE_UNTIL, worker.leaseUntil().toEpochMilli())
                .execute());
  }

  @Override
  public void leave(String workerId) {
    database.write(sql -> sql.deleteFrom(WORKERS).where(WORKERS.ID.eq(workerId)).execute());
  }

  @Override
  public List<Worker> workers() {
    return database.read(
        sql -> sql.selectFrom(WORKERS).orderBy(WORKERS.STARTED_AT, WORKERS.ID).fetch(SqlWorkerStore::worker));
  }

  private static Worker worker(Record row) {
    var queues = row.get(WORKERS.QUEUES);
    return new Worker(
        row.get(WORKERS.ID),
        row.get(WORKERS.HOST),
        new ProcessIdentity(
            row.get(WORKERS.HOST_ID), row.get(WORKERS.PID), row.get(WORKERS.START_TICKS)),
        row.get(WORKERS.SLOTS),
        queues.isEmpty() ? Set.of() : Set.of(queues.split(",")),
        Instant.ofEpochMilli(row.get(WORKERS.STARTED_AT)),
        Instant.ofEpochMilli(row.get(WORKERS.HEARTBEAT_AT)),
        Instant.ofEpochMilli(row.get(WORKERS.LEASE_UNTIL)),
        stop(row.get(WORKERS.STOP)),
        row.get(WORKERS.JOBS_DONE),
        row.get(WORKERS.RUN_MILLIS));
  }

  private static Worker.@Nullable Stop stop(@Nullable String word) {
    return word == null ? null : Worker.Stop.valueOf(word.toUpperCase(Locale.ROOT));
  }

  @Override
  public Exchanged exchange(Exchange exchange) {
    return database.write(
        sql -> {
          var applied = new ArrayList<Ending>();
          var lost = new ArrayList<Ending>();
          exchange.endings().forEach(e -> (Endings.apply(sql, e) ? applied : lost).add(e));
          Endings.count(sql, exchange.workerId(), applied);
          Claims.promoteDue(sql, exchange.now());
          var claimed = Claims.claim(sql, exchange);
          return new Exchanged(lost, claimed, Claims.nextDueAt(sql));
        });
  }

  @Override
  public boolean hasReady(Set<String> queues, Instant now) {
    return database.read(
        sql -> {
          var nextDueAt = Claims.nextDueAt(sql);
          return hasReady(sql, queues) || nextDueAt != null && !nextDueAt.isAfter(now);
        });
  }

  private static boolean hasReady(DSLContext sql, Set<String> queues) {
    var ready = Queues.withReadyJobs(sql);
    return queues.isEmpty() ? !ready.isEmpty() : ready.stream().anyMatch(queues::contains);
  }

  private static Condition inQueues(Set<String> queues) {
    return queues.isEmpty() ? DSL.noCondition() : JOBS.QUEUE.in(queues);
  }

  @Override
  public Optional<Orders> heartbeat(String workerId, Instant now, Instant leaseUntil) {
    return database.write(
        sql -> {
          var known =
              sql.update(WORKERS)
                  .set(WORKERS.HEARTBEAT_AT, now.toEpochMilli())
                  .set(WORKERS.LEASE_UNTIL, leaseUntil.toEpochMilli())
                  .where(WORKERS.ID.eq(workerId))
                  .execute();
          sql.update(JOBS)
              .set(JOBS.LEASE_UNTIL, leaseUntil.toEpochMilli())
              .where(JOBS.WORKER.eq(workerId))
              .execute();
          return known == 0 ? Optional.empty() : Optional.of(orders(sql, workerId));
        });
  }

  @Override
  public Orders orders(String workerId) {
    return database.read(sql -> orders(sql, workerId));
  }

  private static Orders orders(DSLContext sql, String workerId) {
    var stop =
        sql.select(WORKERS.STOP).from(WORKERS).where(WORKERS.ID.eq(workerId)).fetchOne(WORKERS.STOP);
    var cancelled =
        sql.select(JOBS.SEQ)
            .from(JOBS)
            .where(JOBS.WORKER.eq(workerId), JOBS.CANCEL_REQUESTED_AT.isNotNull())
            .fetch(JOBS.SEQ);
    return new Orders(stop(stop), new HashSet<>(cancelled));
  }

  @Override
  public boolean stop(String workerId, Worker.Stop stop) {
    return database.write(
            sql ->
                sql.update(WORKERS)
                    .set(
                        WORKERS.STOP,
                        DSL.when(WORKERS.STOP.eq("now"), "now")
                            .otherwise(stop.name().toLowerCase(Locale.ROOT)))
                    .where(WORKERS.ID.eq(workerId))
                    .execute())
        == 1;
  }

  @Override
  public List<Job> inherit(String deadId, String heirId, Instant now, Instant leaseUntil) {
    return database.write(
        sql -> {
          var jobs =
              sql.update(JOBS)
                  .set(JOBS.WORKER, heirId)
                  .set(JOBS.LEASE_TOKEN, JOBS.LEASE_TOKEN.plus(1))
                  .set(JOBS.LEASE_UNTIL, leaseUntil.toEpochMilli())
                  .set(JOBS.UPDATED_AT, now.toEpochMilli())
                  .where(JOBS.WORKER.eq(deadId))
                  .returning()
                  .fetch(JobRows::job);
          sql.deleteFrom(WORKERS).where(WORKERS.ID.eq(deadId)).execute();
          return jobs;
        });
  }

  @Override
  public List<Job> leasedBy(String workerId) {
    return database.read(
        sql ->
            sql.selectFrom(JOBS)
                .where(JOBS.WORKER.eq(workerId))
                .orderBy(JOBS.SLOT, JOBS.SEQ)
                .fetch(JobRows::job));
  }

  @Override
  public boolean hasWork(Set<String> queues) {
    return database.read(
        sql ->
            hasReady(sql, queues)
                || sql.fetchExists(JOBS, JOBS.WORKER.isNotNull().and(inQueues(queues)))
                || sql.fetchExists(
                    JOBS,
                    inState(JobState.FAILED).and(NOT_HELD).and(inQueues(queues))));
  }
}
