package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Prepared.EXTEND;
import static dev.queuectl.store.schema.Prepared.LEASED;
import static dev.queuectl.store.schema.Prepared.MOVE_LEASES;
import static dev.queuectl.store.schema.Prepared.TO_CANCEL;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The leases that a worker holds, inside a transaction.
final class Leases {
  private Leases() {}

  static List<Job> of(SqlSession session, String workerId) {
    return session.list(LEASED, JobRows::job, workerId);
  }

  static void extend(SqlSession session, String workerId, Instant until) {
    session.run(EXTEND, until.toEpochMilli(), workerId);
  }

  /// The [Job#seq] of the jobs that somebody wants cancelled.
  static Set<Long> toCancel(SqlSession session, String workerId) {
    return Set.copyOf(session.list(TO_CANCEL, row -> row.getLong(1), workerId));
  }

  /// Under new tokens, so that whatever the old worker still writes changes nothing.
  static List<Job> move(SqlSession session, String from, String to, Instant now, Instant until) {
    return session.list(
        MOVE_LEASES, JobRows::job, to, until.toEpochMilli(), now.toEpochMilli(), from);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query extend(DSLContext sql) {
      return sql.update(JOBS)
          .set(JOBS.LEASE_UNTIL, value(JOBS.LEASE_UNTIL))
          .where(JOBS.WORKER.eq(value(JOBS.WORKER)), inState(JobState.PROCESSING));
    }

    static Query toCancel(DSLContext sql) {
      return sql.select(JOBS.SEQ)
          .from(JOBS)
          .where(JOBS.WORKER.eq(value(JOBS.WORKER)), inState(JobState.PROCESSING))
          .and(JOBS.CANCEL_REQUESTED_AT.isNotNull());
    }

    static Query leased(DSLContext sql) {
      return sql.selectFrom(JOBS)
          .where(JOBS.WORKER.eq(value(JOBS.WORKER)), inState(JobState.PROCESSING))
          .orderBy(JOBS.SLOT, JOBS.SEQ);
    }

    static Query moveLeases(DSLContext sql) {
      return sql.update(JOBS)
          .set(JOBS.WORKER, value(JOBS.WORKER))
          .set(JOBS.LEASE_TOKEN, JOBS.LEASE_TOKEN.plus(DSL.inline(1L)))
          .set(JOBS.LEASE_UNTIL, value(JOBS.LEASE_UNTIL))
          .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
          .where(JOBS.WORKER.eq(value(JOBS.WORKER)), inState(JobState.PROCESSING))
          .returning();
    }
  }
}
