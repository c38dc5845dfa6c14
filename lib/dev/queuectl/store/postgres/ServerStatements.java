package dev.queuectl.store.postgres;

import static dev.queuectl.store.schema.Tables.META;

import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

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

  static Query addOutput(DSLContext sql) {
    return sql.query(
        "insert into outputs (job_seq, attempt, stream, edition, at, bytes)"
            + " values ({0}, {1}, {2}, {3}, {4}, {5}) on conflict do nothing",
        number("job_seq"),
        integer("attempt"),
        integer("stream"),
        integer("edition"),
        number("at"),
        DSL.param("bytes", SQLDataType.BLOB));
  }

  /// The parts of the newest edition, from an offset on if the reader has that edition already.
  static Query outputParts(DSLContext sql) {
    return sql.query(
        "select edition, at, bytes from outputs where job_seq = {0} and attempt = {1} and stream = {2}"
            + " and edition = (select max(edition) from outputs where job_seq = {3}"
            + " and attempt = {4} and stream = {5})"
            + " and (edition > {6} or at >= {7}) order by at limit {8}",
        number("job_seq"),
        integer("attempt"),
        integer("stream"),
        number("job_seq"),
        integer("attempt"),
        integer("stream"),
        integer("edition"),
        number("at"),
        integer("most"));
  }

  static Query lastOutputPart(DSLContext sql) {
    return sql.query(
        "select edition, at, bytes from outputs where job_seq = {0} and attempt = {1} and stream = {2}"
            + " order by edition desc, at desc limit 1",
        number("job_seq"), integer("attempt"), integer("stream"));
  }

  static Query forgetOutputParts(DSLContext sql) {
    return sql.query(
        "delete from outputs where job_seq = {0} and attempt = {1} and stream = {2}"
            + " and (edition < {3} or edition = {4} and at >= {5} and at < {6})",
        number("job_seq"),
        integer("attempt"),
        integer("stream"),
        integer("edition"),
        integer("edition"),
        number("from"),
        number("until"));
  }

  /// Attempts that have printed something of which nothing is here.
  static Query unstoredOutputs(DSLContext sql) {
    return sql.query(
        "select job_seq, number, stdout_bytes, stderr_bytes from attempts"
            + " where stdout_bytes + stderr_bytes > 0 and not exists (select 1 from outputs"
            + " where outputs.job_seq = attempts.job_seq and outputs.attempt = attempts.number)"
            + " order by job_seq desc, number desc limit {0}",
        integer("most"));
  }

  private static Param<Long> number(String name) {
    return DSL.param(name, SQLDataType.BIGINT);
  }

  private static Param<Integer> integer(String name) {
    return DSL.param(name, SQLDataType.INTEGER);
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
