package dev.queuectl.store;

import static dev.queuectl.store.JobConditions.inState;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.schema.Tables.OUTPUT_TOTAL;

import dev.queuectl.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Makes rows fit together again, inside one transaction.
final class Mending {
  /// Dead rather than pending where the state is no word of ours: nothing runs that nobody asked
  /// for.
  private static final Field<String> SOUND_STATE =
      DSL.when(JOBS.STATE.notIn(Disorders.STATES), JobState.DEAD.word())
          .when(inState(JobState.PROCESSING).and(JOBS.WORKER.isNull()), JobState.PENDING.word())
          .otherwise(JOBS.STATE);

  private Mending() {}

  static List<String> of(Session session, Instant now) {
    var mended = new ArrayList<String>();
    add(mended, rows(session, now), "job whose columns contradicted each other");
    add(mended, strayAttempts(session), "attempt that belonged to no job");
    add(mended, counts(session), "wrong count of jobs");
    return mended;
  }

  private static void add(List<String> mended, long count, String what) {
    if (count > 0) {
      mended.add(count + " " + what.replaceFirst(" ", count == 1 ? " " : "s "));
    }
  }

  /// One statement, so that every row meets all rules again with the same step.
  private static int rows(Session session, Instant now) {
    return session.run(
        DSL.update(JOBS)
            .set(JOBS.STATE, SOUND_STATE)
            .set(
                JOBS.ERROR,
                DSL.when(
                        SOUND_STATE.ne(JOBS.STATE),
                        DSL.concat(DSL.inline("mended by doctor, the state was "), JOBS.STATE))
                    .otherwise(JOBS.ERROR))
            .set(
                JOBS.FINISHED_AT,
                DSL.when(isNow(Disorders.FINAL), DSL.coalesce(JOBS.FINISHED_AT, JOBS.UPDATED_AT)))
            .set(
                JOBS.NEXT_RETRY_AT,
                DSL.when(
                    isNow(JobState.FAILED),
                    DSL.coalesce(JOBS.NEXT_RETRY_AT, JOBS.DUE_AT, JOBS.UPDATED_AT)))
            .set(
                JOBS.DUE_AT,
                DSL.when(isNow(JobState.PENDING), JOBS.DUE_AT)
                    .when(
                        isNow(JobState.FAILED),
                        DSL.coalesce(JOBS.DUE_AT, JOBS.NEXT_RETRY_AT, JOBS.UPDATED_AT)))
            .set(JOBS.WORKER, DSL.when(isNow(JobState.PROCESSING), JOBS.WORKER))
            .set(JOBS.SLOT, DSL.when(isNow(JobState.PROCESSING), JOBS.SLOT))
            .set(
                JOBS.LEASE_UNTIL,
                DSL.when(
                    isNow(JobState.PROCESSING), DSL.coalesce(JOBS.LEASE_UNTIL, JOBS.UPDATED_AT)))
            .set(
                JOBS.CANCEL_REQUESTED_AT,
                DSL.when(isNow(JobState.PROCESSING), JOBS.CANCEL_REQUESTED_AT))
            .set(JOBS.UPDATED_AT, now.toEpochMilli())
            .where(Disorders.CONTRADICTORY));
  }

  private static Condition isNow(JobState state) {
    return SOUND_STATE.eq(state.word());
  }

  private static Condition isNow(List<String> states) {
    return SOUND_STATE.in(states);
  }

  private static int strayAttempts(Session session) {
    return session.run(DSL.deleteFrom(ATTEMPTS).where(Disorders.STRAY));
  }

  private static long counts(Session session) {
    var wrong = Disorders.wrongCounts(session);
    if (wrong > 0) {
      session.run(DSL.deleteFrom(JOB_COUNTS));
      session.run(
          DSL.insertInto(JOB_COUNTS, JOB_COUNTS.QUEUE, JOB_COUNTS.STATE, JOB_COUNTS.JOBS)
              .select(
                  DSL.select(JOBS.QUEUE, JOBS.STATE, DSL.count().cast(JOB_COUNTS.JOBS))
                      .from(JOBS)
                      .groupBy(JOBS.QUEUE, JOBS.STATE)));
      session.run(
          DSL.update(OUTPUT_TOTAL)
              .set(OUTPUT_TOTAL.BYTES, DSL.field(Disorders.OUTPUT_BYTES).cast(OUTPUT_TOTAL.BYTES)));
    }
    return wrong;
  }
}
