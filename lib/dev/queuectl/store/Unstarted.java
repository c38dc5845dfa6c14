package dev.queuectl.store;

import static dev.queuectl.store.Prepared.none;
import static dev.queuectl.store.Prepared.value;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import java.time.Instant;
import java.util.Objects;
import org.jooq.impl.DSL;

/// Undoing a claim, inside the transaction of an exchange.
final class Unstarted {
  private static final Prepared GIVE_BACK =
      Prepared.of(
          sql ->
              sql.update(JOBS)
                  .set(
                      JOBS.STATE,
                      DSL.when(JOBS.CANCEL_REQUESTED_AT.isNull(), JobRows.word(JobState.PENDING))
                          .otherwise(JobRows.word(JobState.CANCELLED)))
                  .set(
                      JOBS.FINISHED_AT,
                      DSL.when(JOBS.CANCEL_REQUESTED_AT.isNotNull(), value(JOBS.FINISHED_AT)))
                  .set(JOBS.LAST_ATTEMPT, JOBS.LAST_ATTEMPT.minus(DSL.inline(1)))
                  .set(
                      JOBS.STARTED_AT,
                      DSL.field(
                          DSL.select(DSL.max(ATTEMPTS.STARTED_AT))
                              .from(ATTEMPTS)
                              .where(ATTEMPTS.JOB_SEQ.eq(JOBS.SEQ))))
                  .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
                  .set(JOBS.WORKER, none(JOBS.WORKER))
                  .set(JOBS.SLOT, none(JOBS.SLOT))
                  .set(JOBS.LEASE_UNTIL, none(JOBS.LEASE_UNTIL))
                  .set(JOBS.CANCEL_REQUESTED_AT, none(JOBS.CANCEL_REQUESTED_AT))
                  .where(JOBS.SEQ.eq(value(JOBS.SEQ)), JobRows.inState(JobState.PROCESSING))
                  .and(JOBS.LEASE_TOKEN.eq(value(JOBS.LEASE_TOKEN))));

  private Unstarted() {}

  /// Changes nothing if the lease has gone to another worker.
  static void giveBack(Session session, Job job, Instant now) {
    session.run(
        GIVE_BACK,
        now.toEpochMilli(),
        now.toEpochMilli(),
        job.seq(),
        Objects.requireNonNull(job.lease()).token());
  }
}
