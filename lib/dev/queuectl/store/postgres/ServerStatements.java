package dev.queuectl.store.postgres;

import static dev.queuectl.store.schema.Tables.META;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements that look after what is only PostgreSQL's: each makes one row of those that
/// writers have added under a key. Rows that somebody else is folding are left to him, so that two
/// hosts may do it at once.
final class ServerStatements {
  private ServerStatements() {}

  static Query foldJobCounts(DSLContext sql) {
    return fold(sql, "job_counts", "queue, state", "queue, state, sum(jobs)", "sum(jobs) <> 0");
  }

  static Query foldWaitCounts(DSLContext sql) {
    return fold(sql, "wait_counts", "wait", "wait, sum(jobs)", "sum(jobs) <> 0");
  }

  static Query foldCauseCounts(DSLContext sql) {
    return fold(sql, "cause_counts", "cause", "cause, sum(jobs)", "sum(jobs) <> 0");
  }

  static Query foldOutputTotal(DSLContext sql) {
    return fold(sql, "output_total", "id", "id, sum(bytes)", "sum(bytes) <> 0");
  }

  static Query foldRollups(DSLContext sql) {
    var keys = "span, begins_at, measure, bucket";
    return fold(sql, "rollups", keys, keys + ", sum(attempts)", "true");
  }

  /// The lowest number stays, since queues that were used first come first.
  static Query foldTotals(DSLContext sql) {
    var keys = "queue, measure, bucket";
    return fold(sql, "totals", keys, "min(seq), " + keys + ", sum(number), sum(millis)", "true");
  }

  private static Query fold(
      DSLContext sql, String table, String keys, String sums, String condition) {
    return sql.query(
        "with gone as (delete from %1$s where ctid = any (array(select ctid from %1$s limit 10000"
                .formatted(table)
            + " for update skip locked)) returning *) insert into %s select %s from gone group by %s having %s"
                .formatted(table, sums, keys, condition));
  }

  static Query storeId(DSLContext sql) {
    return sql.select(META.VALUE).from(META).where(META.KEY.eq(DSL.inline("store_id")));
  }

  static Query snapshot(DSLContext sql) {
    return sql.query("select cast(pg_current_snapshot() as text)");
  }

  static Query serverMillis(DSLContext sql) {
    return sql.query("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)");
  }

  static Query announce(DSLContext sql) {
    return sql.query("select pg_notify(concat('queuectl_', current_schema()), '')");
  }
}
