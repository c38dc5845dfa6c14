package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;

/// The statements of [Endings] and [Unstarted].
final class EndingStatements {
  private EndingStatements() {}

  static Query end(DSLContext sql) {
    return underLease(
        sql.update(JOBS)
            .set(JOBS.STATE, value(JOBS.STATE))
            .set(JOBS.ATTEMPTS, value(JOBS.ATTEMPTS))
            .set(JOBS.INTERRUPTIONS, value(JOBS.INTERRUPTIONS))
            .set(JOBS.RUN_AT, value(JOBS.RUN_AT))
            .set(JOBS.DUE_AT, value(JOBS.DUE_AT))
            .set(JOBS.NEXT_RETRY_AT, value(JOBS.NEXT_RETRY_AT))
            .set(JOBS.FINISHED_AT, value(JOBS.FINISHED_AT))
            .set(JOBS.EXIT_CODE, value(JOBS.EXIT_CODE))
            .set(JOBS.ERROR, value(JOBS.ERROR))
            .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT)));
  }

  /// For a job that was claimed and not started, see [Unstarted].
  static Query giveBack(DSLContext sql) {
    return underLease(
        sql.update(JOBS)
            .set(
                JOBS.STATE,
                DSL.when(JOBS.CANCEL_REQUESTED_AT.isNull(), word(JobState.PENDING))
                    .otherwise(word(JobState.CANCELLED)))
            .set(
                JOBS.FINISHED_AT,
                DSL.when(JOBS.CANCEL_REQUESTED_AT.isNotNull(), value(JOBS.FINISHED_AT)))
            .set(
                JOBS.LAST_ATTEMPT,
                DSL.greatest(JOBS.LAST_ATTEMPT, DSL.inline(1)).minus(DSL.inline(1)))
            .set(
                JOBS.STARTED_AT,
                DSL.field(
                    DSL.select(DSL.max(ATTEMPTS.STARTED_AT))
                        .from(ATTEMPTS)
                        .where(ATTEMPTS.JOB_SEQ.eq(JOBS.SEQ))))
            .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT)));
  }

  /// Ends the lease with it, and changes nothing if it has gone to another worker.
  private static Query underLease(UpdateSetMoreStep<?> update) {
    return update
        .set(JOBS.WORKER, none(JOBS.WORKER))
        .set(JOBS.SLOT, none(JOBS.SLOT))
        .set(JOBS.LEASE_UNTIL, none(JOBS.LEASE_UNTIL))
        .set(JOBS.CANCEL_REQUESTED_AT, none(JOBS.CANCEL_REQUESTED_AT))
        .where(JOBS.SEQ.eq(value(JOBS.SEQ)), inState(JobState.PROCESSING))
        .and(JOBS.LEASE_TOKEN.eq(value(JOBS.LEASE_TOKEN)));
  }

  static Query keepAttempt(DSLContext sql) {
    return sql.insertInto(ATTEMPTS)
        .set(ATTEMPTS.JOB_SEQ, value(ATTEMPTS.JOB_SEQ))
        .set(ATTEMPTS.NUMBER, value(ATTEMPTS.NUMBER))
        .set(ATTEMPTS.WORKER, value(ATTEMPTS.WORKER))
        .set(ATTEMPTS.SLOT, value(ATTEMPTS.SLOT))
        .set(ATTEMPTS.STARTED_AT, value(ATTEMPTS.STARTED_AT))
        .set(ATTEMPTS.ENDED_AT, value(ATTEMPTS.ENDED_AT))
        .set(ATTEMPTS.OUTCOME, value(ATTEMPTS.OUTCOME))
        .set(ATTEMPTS.EXIT_CODE, value(ATTEMPTS.EXIT_CODE))
        .set(ATTEMPTS.SIGNAL, value(ATTEMPTS.SIGNAL))
        .set(ATTEMPTS.ERROR, value(ATTEMPTS.ERROR))
        .set(ATTEMPTS.STDOUT_BYTES, value(ATTEMPTS.STDOUT_BYTES))
        .set(ATTEMPTS.STDERR_BYTES, value(ATTEMPTS.STDERR_BYTES));
  }

  static Query countWork(DSLContext sql) {
    return sql.update(WORKERS)
        .set(WORKERS.JOBS_DONE, WORKERS.JOBS_DONE.plus(value(WORKERS.JOBS_DONE)))
        .set(WORKERS.RUN_MILLIS, WORKERS.RUN_MILLIS.plus(value(WORKERS.RUN_MILLIS)))
        .where(WORKERS.ID.eq(value(WORKERS.ID)));
  }
}
