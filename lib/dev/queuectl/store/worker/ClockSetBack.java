package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Prepared.LAST_HEARTBEAT;
import static dev.queuectl.store.schema.Prepared.LATEST_HEARTBEAT;
import static dev.queuectl.store.schema.Prepared.NEWEST_CREATED_AT;
import static dev.queuectl.store.schema.Prepared.WAIT_ANEW;
import static dev.queuectl.store.schema.Prepared.WAIT_TOO_LONG;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.job.QueueStates;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// Restarts the waits of failed jobs when the clock was set back.
///
/// A scheduled job waits for a time of day, a failed one for a while: the time by which the clock
/// was set back must not be added to that.
final class ClockSetBack {
  private ClockSetBack() {}

  /// Whether the worker's last heartbeat lies in the future.
  static boolean isSetBack(SqlSession session, String workerId, Instant now) {
    return session
        .first(LAST_HEARTBEAT, row -> JobRows.anyTimeOrNone(row, 1), workerId)
        .filter(heartbeat -> heartbeat.isAfter(now))
        .isPresent();
  }

  /// Whether the last heartbeat of any worker, or the newest job, lies in the future.
  static boolean isSetBack(SqlSession session, Instant now) {
    var newest = session.first(NEWEST_CREATED_AT, row -> JobRows.anyTimeOrNone(row, 1));
    var latest = session.first(LATEST_HEARTBEAT, row -> JobRows.anyTimeOrNone(row, 1));
    return Stream.of(newest, latest).flatMap(Optional::stream).anyMatch(at -> at.isAfter(now));
  }

  /// Restarts the waits that began in the future, a batch of jobs per transaction. Looks at all
  /// failed jobs, so only call it if the clock was set back.
  static void beginAnew(Transactions transactions, Instant now) {
    var lines =
        transactions.read(
            session -> QueueStates.of(session, EnumSet.of(JobState.FAILED), Set.of()));
    lines.forEach(line -> beginAnew(transactions, line.queue(), now));
  }

  private static void beginAnew(Transactions transactions, String queue, Instant now) {
    var next = batch(transactions, queue, 0, now);
    while (!next.isEmpty()) {
      var seqs = next;
      transactions.write(session -> beginAnew(session, seqs, now));
      next = batch(transactions, queue, seqs.getLast(), now);
    }
  }

  private static List<Long> batch(
      Transactions transactions, String queue, long after, Instant now) {
    return transactions.read(
        session ->
            session.list(WAIT_TOO_LONG, row -> row.getLong(1), queue, after, now.toEpochMilli()));
  }

  private static boolean beginAnew(SqlSession session, List<Long> seqs, Instant now) {
    var at = now.toEpochMilli();
    seqs.forEach(seq -> session.run(WAIT_ANEW, at, at, at, seq, at));
    return true;
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    /// The failed jobs of a queue, from a position on, whose retry would be delayed because the
    /// clock was set back.
    static Query waitTooLong(DSLContext sql) {
      return sql.select(JOBS.SEQ)
          .from(JOBS)
          .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), inState(JobState.FAILED))
          .and(JOBS.SEQ.gt(value(JOBS.SEQ)))
          .and(JOBS.UPDATED_AT.gt(value(JOBS.UPDATED_AT)))
          .orderBy(JOBS.SEQ)
          .limit(DSL.inline(JobStore.BATCH));
    }

    static Query waitAnew(DSLContext sql) {
      var dueAt = JOBS.NEXT_RETRY_AT.minus(JOBS.UPDATED_AT).plus(value(JOBS.UPDATED_AT));
      return sql.update(JOBS)
          .set(JOBS.NEXT_RETRY_AT, dueAt)
          .set(JOBS.DUE_AT, dueAt)
          .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
          .where(JOBS.SEQ.eq(value(JOBS.SEQ)), inState(JobState.FAILED))
          .and(JOBS.UPDATED_AT.gt(value(JOBS.UPDATED_AT)));
    }

    static Query lastHeartbeat(DSLContext sql) {
      return sql.select(WORKERS.HEARTBEAT_AT).from(WORKERS).where(WORKERS.ID.eq(value(WORKERS.ID)));
    }

    static Query latestHeartbeat(DSLContext sql) {
      return sql.select(DSL.max(WORKERS.HEARTBEAT_AT)).from(WORKERS);
    }

    static Query newestCreatedAt(DSLContext sql) {
      return sql.select(JOBS.CREATED_AT).from(JOBS).orderBy(JOBS.SEQ.desc()).limit(DSL.inline(1));
    }
  }
}
