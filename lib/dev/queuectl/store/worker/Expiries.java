package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.EXPIRES;
import static dev.queuectl.store.job.JobConditions.EXPIRES_AT;
import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.schema.Prepared.EXPIRE;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.WorkerStore.Expired;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.tie.Settlement;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Cancels jobs that have not begun in time.
final class Expiries {
  private Expiries() {}

  /// In a transaction that has the store to itself, since others may wait for their ends.
  static Expired expire(SqlSession session, Instant now) {
    var time = now.toEpochMilli();
    var ids = session.list(EXPIRE, row -> row.getString(1), time, time, Job.EXPIRED, time);
    if (!ids.isEmpty()) {
      session.announce();
      Settlement.step(session, now);
    }
    return new Expired(ids, Claims.Next.of(session).expiryAt());
  }

  /// Whether a job that was just claimed may begin. One that may not goes back to its place, where
  /// [#expire] finds it.
  static boolean isInTime(SqlSession session, Job job, Instant now) {
    var expiresAt = job.expiresAt();
    var inTime = expiresAt.isEmpty() || expiresAt.get().isAfter(now);
    if (!inTime) {
      Endings.giveBack(session, job, now);
    }
    return inTime;
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    /// More would keep other writers waiting.
    private static final int AT_ONCE = 500;

    private Statements() {}

    /// When the next job is cancelled if it has not begun by then.
    static Field<Long> next() {
      return DSL.field(
          DSL.select(EXPIRES_AT.cast(SQLDataType.BIGINT))
              .from(JOBS)
              .where(EXPIRES)
              .orderBy(EXPIRES_AT)
              .limit(DSL.inline(1)));
    }

    static Query expire(DSLContext sql) {
      return sql.update(JOBS)
          .set(JOBS.STATE, word(JobState.CANCELLED))
          .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
          .set(JOBS.FINISHED_AT, value(JOBS.FINISHED_AT))
          .set(JOBS.ERROR, value(JOBS.ERROR))
          .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
          .where(
              JOBS.SEQ.in(
                  DSL.select(JOBS.SEQ)
                      .from(JOBS)
                      .where(EXPIRES, EXPIRES_AT.le(value(JOBS.RUN_AT)))
                      .orderBy(EXPIRES_AT)
                      .limit(DSL.inline(AT_ONCE))))
          .returning(JOBS.ID);
    }
  }
}
