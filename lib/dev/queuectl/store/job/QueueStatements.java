package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.schema.Tables.QUEUES;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements on what is set for queues.
final class QueueStatements {
  private QueueStatements() {}

  static Query queueRules(DSLContext sql) {
    return sql.selectFrom(QUEUES).orderBy(QUEUES.NAME);
  }

  static Query queueRule(DSLContext sql) {
    return sql.selectFrom(QUEUES).where(QUEUES.NAME.eq(value(QUEUES.NAME)));
  }

  static Query setQueueRule(DSLContext sql) {
    return sql.insertInto(
            QUEUES, QUEUES.NAME, QUEUES.CONCURRENCY, QUEUES.PAUSED_AT, QUEUES.PAUSE_REASON)
        .values(
            value(QUEUES.NAME),
            value(QUEUES.CONCURRENCY),
            value(QUEUES.PAUSED_AT),
            value(QUEUES.PAUSE_REASON))
        .onConflict(QUEUES.NAME)
        .doUpdate()
        .set(QUEUES.CONCURRENCY, DSL.excluded(QUEUES.CONCURRENCY))
        .set(QUEUES.PAUSED_AT, DSL.excluded(QUEUES.PAUSED_AT))
        .set(QUEUES.PAUSE_REASON, DSL.excluded(QUEUES.PAUSE_REASON));
  }

  static Query dropQueueRule(DSLContext sql) {
    return sql.deleteFrom(QUEUES).where(QUEUES.NAME.eq(value(QUEUES.NAME)));
  }

  static Query runningInQueue(DSLContext sql) {
    return sql.select(JOB_COUNTS.JOBS)
        .from(JOB_COUNTS)
        .where(JOB_COUNTS.QUEUE.eq(value(JOB_COUNTS.QUEUE)))
        .and(JOB_COUNTS.STATE.eq(word(JobState.PROCESSING)));
  }
}
