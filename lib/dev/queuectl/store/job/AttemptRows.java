package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.ATTEMPTS_OF_JOB;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.schema.AttemptsColumn;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;

/// The history of a job: the rows of `attempts`, and the running one.
final class AttemptRows {
  private AttemptRows() {}

  /// Oldest first.
  static List<Attempt> of(SqlSession session, long jobSeq) {
    var attempts = new ArrayList<>(session.list(ATTEMPTS_OF_JOB, AttemptRows::attempt, jobSeq));
    Jobs.find(session, jobSeq)
        .filter(job -> job.state() == JobState.PROCESSING)
        .ifPresent(job -> attempts.add(running(job)));
    return attempts;
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getLong(AttemptsColumn.JOB_SEQ),
        row.getInt(AttemptsColumn.NUMBER),
        JobRows.text(row, AttemptsColumn.WORKER),
        row.getInt(AttemptsColumn.SLOT),
        JobRows.anyTime(row, AttemptsColumn.STARTED_AT),
        JobRows.anyTime(row, AttemptsColumn.ENDED_AT),
        row.getString(AttemptsColumn.OUTCOME),
        JobRows.integer(row, AttemptsColumn.EXIT_CODE),
        JobRows.integer(row, AttemptsColumn.SIGNAL),
        row.getString(AttemptsColumn.ERROR),
        row.getString(AttemptsColumn.LAST_STDERR),
        row.getString(AttemptsColumn.OUTPUT_ORDER),
        row.getLong(AttemptsColumn.STDOUT_BYTES),
        row.getLong(AttemptsColumn.STDERR_BYTES));
  }

  /// A running attempt has no row of its own yet: everything is in the job's row.
  private static Attempt running(Job job) {
    var lease = Objects.requireNonNull(job.lease());
    var startedAt = Objects.requireNonNull(job.startedAt());
    return new Attempt(
        job.seq(),
        job.lastAttempt(),
        lease.worker(),
        lease.slot(),
        startedAt,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query attemptsOfJob(DSLContext sql) {
      return sql.selectFrom(ATTEMPTS)
          .where(ATTEMPTS.JOB_SEQ.eq(value(ATTEMPTS.JOB_SEQ)))
          .orderBy(ATTEMPTS.NUMBER);
    }
  }
}
