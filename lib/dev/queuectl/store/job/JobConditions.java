package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobState;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// The conditions on jobs that have indexes. The constants of partial indexes are inlined, or the
/// database would not see that the index applies.
public final class JobConditions {
  /// The jobs in the partial index `jobs_held`.
  static final Condition HELD = JOBS.HELD.eq(DSL.inline(true));

  static final Condition NOT_HELD = JOBS.HELD.eq(DSL.inline(false));

  private static final Condition NOT_BLOCKED = JOBS.WAITING_ON.eq(DSL.inline(0));

  /// The jobs in the partial indexes `jobs_ready` and `jobs_waiting`.
  public static final Condition READY =
      inState(JobState.PENDING).and(NOT_HELD).and(JOBS.DUE_AT.isNull()).and(NOT_BLOCKED);

  /// The jobs in the partial indexes `jobs_due` and `jobs_timed`.
  public static final Condition WAITS_FOR_TIME =
      JOBS.DUE_AT.isNotNull().and(NOT_HELD).and(NOT_BLOCKED);

  /// The jobs in the partial index `jobs_expiring`.
  public static final Condition EXPIRES =
      JOBS.EXPIRES
          .isNotNull()
          .and(inState(JobState.PENDING))
          .and(JOBS.LAST_ATTEMPT.eq(DSL.inline(0)))
          .and(NOT_BLOCKED);

  /// What that index is ordered by: when a job is cancelled if it has not begun.
  public static final Field<Long> EXPIRES_AT =
      JOBS.RUN_AT.plus(JOBS.EXPIRES.times(DSL.inline(1000)));

  /// The jobs in the partial index `jobs_blocked`.
  static final Condition BLOCKED = JOBS.WAITING_ON.gt(DSL.inline(0)).and(NOT_HELD);

  /// The jobs in the partial indexes `jobs_of_cause` and `deaths_of_cause`.
  static final Condition DEAD = inState(JobState.DEAD);

  private JobConditions() {}

  public static Condition inState(JobState state) {
    return JOBS.STATE.eq(word(state));
  }

  public static Field<String> word(JobState state) {
    return DSL.inline(state.word());
  }

  /// The number of a job's newest attempt, 0 if there is none.
  public static Field<Integer> newestAttempt() {
    return newestAttempt(DSL.noCondition());
  }

  /// @param which of a job's attempts
  public static Field<Integer> newestAttempt(Condition which) {
    return DSL.coalesce(
        DSL.field(
            DSL.select(DSL.max(ATTEMPTS.NUMBER))
                .from(ATTEMPTS)
                .where(ATTEMPTS.JOB_SEQ.eq(JOBS.SEQ))
                .and(which)),
        DSL.inline(0));
  }
}
