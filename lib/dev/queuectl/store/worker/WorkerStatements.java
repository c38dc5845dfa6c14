package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Tables.WORKERS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Worker;
import dev.queuectl.store.schedule.ScheduleTimes;
import java.util.Arrays;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements with which workers come, go, and hold their leases.
final class WorkerStatements {
  private WorkerStatements() {}

  static Query join(DSLContext sql) {
    return sql.insertInto(WORKERS)
        .set(WORKERS.ID, value(WORKERS.ID))
        .set(WORKERS.HOST, value(WORKERS.HOST))
        .set(WORKERS.HOST_ID, value(WORKERS.HOST_ID))
        .set(WORKERS.PID, value(WORKERS.PID))
        .set(WORKERS.START_TICKS, value(WORKERS.START_TICKS))
        .set(WORKERS.SLOTS, value(WORKERS.SLOTS))
        .set(WORKERS.QUEUES, value(WORKERS.QUEUES))
        .set(WORKERS.STARTED_AT, value(WORKERS.STARTED_AT))
        .set(WORKERS.HEARTBEAT_AT, value(WORKERS.HEARTBEAT_AT))
        .set(WORKERS.LEASE_UNTIL, value(WORKERS.LEASE_UNTIL))
        .set(WORKERS.FILE, value(WORKERS.FILE));
  }

  static Query leave(DSLContext sql) {
    return sql.deleteFrom(WORKERS).where(WORKERS.ID.eq(value(WORKERS.ID)));
  }

  static Query heartbeat(DSLContext sql) {
    return sql.update(WORKERS)
        .set(WORKERS.HEARTBEAT_AT, value(WORKERS.HEARTBEAT_AT))
        .set(WORKERS.LEASE_UNTIL, value(WORKERS.LEASE_UNTIL))
        .where(WORKERS.ID.eq(value(WORKERS.ID)));
  }

  static Query wanted(DSLContext sql) {
    return sql.select(
            WORKERS.STOP,
            WORKERS.WANTED_SLOTS,
            ScheduleTimes.Statements.nextFiring(),
            ScheduleTimes.Statements.nextLook(),
            Expiries.Statements.next())
        .from(WORKERS)
        .where(WORKERS.ID.eq(value(WORKERS.ID)));
  }

  /// Unless one at least as strong was already asked for.
  static Query askToStop(DSLContext sql) {
    var atLeast = Arrays.stream(Worker.Stop.values()).map(_ -> value(WORKERS.STOP)).toList();
    return sql.update(WORKERS)
        .set(
            WORKERS.STOP,
            DSL.when(WORKERS.STOP.in(atLeast), WORKERS.STOP).otherwise(value(WORKERS.STOP)))
        .where(WORKERS.ID.eq(value(WORKERS.ID)));
  }

  static Query scale(DSLContext sql) {
    return sql.update(WORKERS)
        .set(WORKERS.WANTED_SLOTS, value(WORKERS.WANTED_SLOTS))
        .where(WORKERS.ID.eq(value(WORKERS.ID)));
  }

  static Query scaled(DSLContext sql) {
    return sql.update(WORKERS)
        .set(WORKERS.SLOTS, value(WORKERS.SLOTS))
        .set(WORKERS.WANTED_SLOTS, DSL.nullif(WORKERS.WANTED_SLOTS, value(WORKERS.WANTED_SLOTS)))
        .where(WORKERS.ID.eq(value(WORKERS.ID)));
  }

  static Query setTrouble(DSLContext sql) {
    return sql.update(WORKERS)
        .set(WORKERS.TROUBLE, value(WORKERS.TROUBLE))
        .where(WORKERS.ID.eq(value(WORKERS.ID)));
  }
}
