package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.OUTPUT_TOTAL;
import static dev.queuectl.store.sql.Parameters.value;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements of [SqlRetentionStore].
final class RetentionStatements {
  private RetentionStatements() {}

  /// A page of one line in the order in which the jobs ended, which `jobs_ended` has.
  static Query oldestEnded(DSLContext sql) {
    return sql.selectFrom(JOBS)
        .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), JOBS.STATE.eq(value(JOBS.STATE)))
        .and(JOBS.FINISHED_AT.isNotNull())
        .and(JOBS.FINISHED_AT.ge(value(JOBS.FINISHED_AT)))
        .and(JOBS.FINISHED_AT.gt(value(JOBS.FINISHED_AT)).or(JOBS.SEQ.gt(value(JOBS.SEQ))))
        .orderBy(JOBS.FINISHED_AT, JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  static Query outputOfJob(DSLContext sql) {
    return sql.select(
            DSL.coalesce(DSL.sum(ATTEMPTS.STDOUT_BYTES.plus(ATTEMPTS.STDERR_BYTES)), DSL.inline(0)))
        .from(ATTEMPTS)
        .where(ATTEMPTS.JOB_SEQ.eq(value(ATTEMPTS.JOB_SEQ)));
  }

  static Query outputTotal(DSLContext sql) {
    return sql.select(OUTPUT_TOTAL.BYTES).from(OUTPUT_TOTAL);
  }
}
