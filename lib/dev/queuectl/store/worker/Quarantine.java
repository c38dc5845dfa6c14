package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Attempt;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Text;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.job.JobConditions;
import dev.queuectl.store.repair.Disorders;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// What becomes of a job whose row or history makes the database refuse a change. Only used when
/// that has happened: no ordinary exchange runs any of this.
final class Quarantine {
  private Quarantine() {}

  /// The job becomes dead, and its error says what is wrong; `retry` or `doctor --repair` bring it
  /// back. A job that had already ended keeps its state and its end.
  static int put(SqlSession session, long seq, String reason, Instant now) {
    var isFinal = JOBS.STATE.in(Disorders.FINAL);
    return session.run(
        DSL.update(JOBS)
            .set(JOBS.STATE, DSL.when(isFinal, JOBS.STATE).otherwise(JobState.DEAD.word()))
            .set(
                JOBS.ERROR,
                DSL.when(isFinal, JOBS.ERROR).otherwise(Text.shortened(reason, Attempt.MAX_ERROR)))
            .set(
                JOBS.FINISHED_AT,
                DSL.when(isFinal, DSL.coalesce(JOBS.FINISHED_AT, DSL.inline(now.toEpochMilli())))
                    .otherwise(now.toEpochMilli()))
            .set(JOBS.ATTEMPTS, count(JOBS.ATTEMPTS))
            .set(JOBS.INTERRUPTIONS, count(JOBS.INTERRUPTIONS))
            .set(JOBS.SNOOZES, count(JOBS.SNOOZES))
            .set(JOBS.LAST_ATTEMPT, count(JOBS.LAST_ATTEMPT))
            .set(JOBS.UPDATED_AT, now.toEpochMilli())
            .setNull(JOBS.DUE_AT)
            .setNull(JOBS.NEXT_RETRY_AT)
            .setNull(JOBS.WORKER)
            .setNull(JOBS.SLOT)
            .setNull(JOBS.LEASE_UNTIL)
            .setNull(JOBS.CANCEL_REQUESTED_AT)
            .where(JOBS.SEQ.eq(seq)));
  }

  private static Field<Integer> count(Field<Integer> column) {
    return DSL.greatest(
        DSL.inline(0), DSL.least(DSL.inline(Integer.MAX_VALUE), column.cast(Integer.class)));
  }

  /// Applies an ending whose attempt already has a row. A row from another worker, or from before
  /// this attempt began, is a different attempt: this one gets the next number. Any other row is
  /// impossible, and is deleted.
  static boolean applyAnyway(SqlSession session, Ending ending) {
    var seq = ending.job().seq();
    var number = ending.job().lastAttempt();
    var began = Objects.requireNonNull(ending.job().startedAt()).toEpochMilli();
    var impossible = ATTEMPTS.OUTCOME.notIn(Outcome.WORDS).or(ATTEMPTS.ENDED_AT.gt(began));
    var gone =
        session.run(
            DSL.deleteFrom(ATTEMPTS)
                .where(ATTEMPTS.JOB_SEQ.eq(seq), ATTEMPTS.NUMBER.eq(number))
                .and(impossible));
    return gone > 0 ? Endings.apply(session, ending) : renumbered(session, ending);
  }

  /// Output in the place of the old number belongs to the other attempt.
  private static boolean renumbered(SqlSession session, Ending ending) {
    var job = ending.job();
    var number = newest(session, job.seq()) + 1;
    var at = ending.endedAt();
    var own = new Ending(job, ending.outcome(), ending.transition(), at, 0, 0, ending.noticed());
    if (!Endings.apply(session, own, number)) {
      return false;
    }
    session.run(DSL.update(JOBS).set(JOBS.LAST_ATTEMPT, number).where(JOBS.SEQ.eq(job.seq())));
    return true;
  }

  private static int newest(SqlSession session, long seq) {
    var newest = DSL.select(JobConditions.newestAttempt()).from(JOBS).where(JOBS.SEQ.eq(seq));
    return session.list(newest, row -> row.getInt(1)).getFirst();
  }

  /// The jobs whose time has come.
  static List<Long> due(SqlSession session, Instant now) {
    return session.list(
        DSL.select(JOBS.SEQ)
            .from(JOBS)
            .where(JobConditions.WAITS_FOR_TIME, JOBS.DUE_AT.le(now.toEpochMilli()))
            .orderBy(JOBS.DUE_AT)
            .limit(JobStore.BATCH),
        row -> row.getLong(1));
  }

  static int promote(SqlSession session, long seq, Instant now) {
    return session.run(
        DSL.update(JOBS)
            .set(JOBS.STATE, JobState.PENDING.word())
            .set(JOBS.RUN_AT, JOBS.DUE_AT)
            .setNull(JOBS.DUE_AT)
            .setNull(JOBS.NEXT_RETRY_AT)
            .set(JOBS.UPDATED_AT, now.toEpochMilli())
            .where(JOBS.SEQ.eq(seq)));
  }

  /// Clears the due time of jobs that are not waiting.
  static int undue(SqlSession session, Instant now) {
    return session.run(
        DSL.update(JOBS)
            .setNull(JOBS.DUE_AT)
            .where(JobConditions.WAITS_FOR_TIME, JOBS.DUE_AT.le(now.toEpochMilli()))
            .and(JOBS.STATE.notIn(JobState.PENDING.word(), JobState.FAILED.word())));
  }
}
