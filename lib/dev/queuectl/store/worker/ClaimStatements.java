package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.READY;
import static dev.queuectl.store.job.JobConditions.WAITS_FOR_TIME;
import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.job.JobConditions;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements of [Claims].
final class ClaimStatements {
  /// How many jobs can fall due at once without making one transaction long; a rest follows in the
  /// next exchange.
  private static final int DUE_AT_ONCE = 500;

  private static final Field<Integer> NUMBERED =
      DSL.least(JOBS.LAST_ATTEMPT.cast(Integer.class), DSL.inline(Integer.MAX_VALUE - 1));

  private ClaimStatements() {}

  static Query nextDue(DSLContext sql) {
    return sql.select(DSL.min(JOBS.DUE_AT)).from(JOBS).where(WAITS_FOR_TIME);
  }

  static Query promote(DSLContext sql) {
    return sql.update(JOBS)
        .set(JOBS.STATE, word(JobState.PENDING))
        // since when it could run
        .set(JOBS.RUN_AT, JOBS.DUE_AT)
        .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
        .set(JOBS.NEXT_RETRY_AT, none(JOBS.NEXT_RETRY_AT))
        .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
        .where(
            JOBS.SEQ.in(
                DSL.select(JOBS.SEQ)
                    .from(JOBS)
                    .where(WAITS_FOR_TIME, JOBS.DUE_AT.le(value(JOBS.DUE_AT)))
                    .orderBy(JOBS.DUE_AT)
                    .limit(DSL.inline(DUE_AT_ONCE))));
  }

  static Query firstReady(DSLContext sql) {
    return sql.select(JOBS.SEQ, JOBS.PRIORITY)
        .from(JOBS)
        .where(READY, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
        .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  /// Counts up to a limit.
  static Query countReady(DSLContext sql) {
    return sql.selectCount()
        .from(
            DSL.select(JOBS.SEQ)
                .from(JOBS)
                .where(READY, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
                .limit(value(JOBS.SLOT)));
  }

  static Query claim(DSLContext sql) {
    return sql.update(JOBS)
        .set(JOBS.STATE, word(JobState.PROCESSING))
        .set(JOBS.WORKER, value(JOBS.WORKER))
        .set(JOBS.SLOT, value(JOBS.SLOT))
        .set(JOBS.LEASE_TOKEN, value(JOBS.LEASE_TOKEN))
        .set(JOBS.LEASE_UNTIL, value(JOBS.LEASE_UNTIL))
        // behind all attempts that are kept, also where a hand has set it back
        .set(
            JOBS.LAST_ATTEMPT,
            DSL.greatest(NUMBERED, JobConditions.newestAttempt()).plus(DSL.inline(1)))
        .set(JOBS.STARTED_AT, value(JOBS.STARTED_AT))
        .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
        .where(JOBS.SEQ.eq(value(JOBS.SEQ)), READY)
        .returning();
  }

  static Query nextQueue(DSLContext sql) {
    return sql.select(DSL.min(JOBS.QUEUE))
        .from(JOBS)
        .where(READY, JOBS.QUEUE.gt(value(JOBS.QUEUE)));
  }

  /// The failed jobs of a queue, from a place on, that a clock set back keeps from their retry.
  static Query waitTooLong(DSLContext sql) {
    return sql.select(JOBS.SEQ)
        .from(JOBS)
        .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), inState(JobState.FAILED))
        .and(JOBS.SEQ.gt(value(JOBS.SEQ)))
        .and(JOBS.UPDATED_AT.gt(value(JOBS.UPDATED_AT)))
        .orderBy(JOBS.SEQ)
        .limit(DSL.inline(JobStore.BATCH));
  }

  /// For the clock that was set back, see [ClockSetBack].
  static Query waitAnew(DSLContext sql) {
    var dueAt = JOBS.NEXT_RETRY_AT.minus(JOBS.UPDATED_AT).plus(value(JOBS.UPDATED_AT));
    return sql.update(JOBS)
        .set(JOBS.NEXT_RETRY_AT, dueAt)
        .set(JOBS.DUE_AT, dueAt)
        .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
        .where(JOBS.SEQ.eq(value(JOBS.SEQ)), inState(JobState.FAILED))
        .and(JOBS.UPDATED_AT.gt(value(JOBS.UPDATED_AT)));
  }
}
