package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Rows of `workers` as values, and back.
final class WorkerRows {
  private WorkerRows() {}

  static int insert(DSLContext sql, Worker worker) {
    return sql.insertInto(WORKERS)
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
        .execute();
  }

  static Worker worker(Record row) {
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

  static Worker.@Nullable Stop stop(@Nullable String word) {
    return word == null ? null : Worker.Stop.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static String word(Worker.Stop stop) {
    return stop.name().toLowerCase(Locale.ROOT);
  }
}
