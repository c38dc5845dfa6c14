package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.COUNTS_OF_WAITS;
import static dev.queuectl.store.schema.Prepared.COUNT_BLOCKED;
import static dev.queuectl.store.schema.Prepared.COUNT_HELD;
import static dev.queuectl.store.schema.Prepared.COUNT_OVERDUE;
import static dev.queuectl.store.schema.Prepared.COUNT_OVERDUE_IN_QUEUE;
import static dev.queuectl.store.schema.Prepared.COUNT_TIMED;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WAIT_COUNTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.Wait;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// How many jobs wait for what. Triggers count those that are held, scheduled, retried or wait for
/// others, which are few as a rule, so that jobs that pass through the queue at once cost nothing;
/// the others are ready.
final class WaitCounts {
  private WaitCounts() {}

  static Map<Wait, Long> of(SqlSession session, Instant now) {
    var counts = new EnumMap<Wait, Long>(Wait.class);
    for (var wait : Wait.values()) {
      counts.put(wait, 0L);
    }
    session
        .list(COUNTS_OF_WAITS, row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(
            counted ->
                Wait.find(counted.getKey())
                    .ifPresent(wait -> counts.put(wait, Math.max(0, counted.getValue()))));
    // No worker has seen yet that their time has come.
    var overdue =
        session.first(COUNT_OVERDUE, row -> row.getLong(1), now.toEpochMilli()).orElse(0L);
    counts.merge(Wait.SCHEDULED, -overdue, Long::sum);
    var others = counts.values().stream().mapToLong(Long::longValue).sum();
    counts.put(Wait.READY, Math.max(0, waiting(session) - others));
    return counts;
  }

  /// Of one queue, whose jobs have no counts of their own: each is found in an index that has only
  /// jobs of its kind.
  static Map<Wait, Long> of(SqlSession session, String queue, Instant now) {
    var counts = new EnumMap<Wait, Long>(Wait.class);
    counts.put(Wait.HELD, count(session, COUNT_HELD, queue));
    counts.put(Wait.BLOCKED, count(session, COUNT_BLOCKED, queue));
    counts.put(Wait.RETRYING, count(session, COUNT_TIMED, queue, JobState.FAILED.word()));
    var overdue = count(session, COUNT_OVERDUE_IN_QUEUE, now.toEpochMilli(), queue);
    var timed = count(session, COUNT_TIMED, queue, JobState.PENDING.word());
    counts.put(Wait.SCHEDULED, timed - overdue);
    var others = counts.values().stream().mapToLong(Long::longValue).sum();
    counts.put(Wait.READY, Math.max(0, waiting(QueueStates.counts(session, queue)) - others));
    return counts;
  }

  private static long count(SqlSession session, Prepared statement, Object... values) {
    return session.first(statement, row -> row.getLong(1), values).orElse(0L);
  }

  private static long waiting(SqlSession session) {
    return QueueStates.counts(session).values().stream().mapToLong(WaitCounts::waiting).sum();
  }

  private static long waiting(Map<JobState, Long> line) {
    return line.getOrDefault(JobState.PENDING, 0L) + line.getOrDefault(JobState.FAILED, 0L);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private static final int MOST_OVERDUE = 10_000;

    private Statements() {}

    static Query countsOfWaits(DSLContext sql) {
      return sql.select(WAIT_COUNTS.WAIT, DSL.sum(WAIT_COUNTS.JOBS))
          .from(WAIT_COUNTS)
          .groupBy(WAIT_COUNTS.WAIT);
    }

    static Query countOverdue(DSLContext sql) {
      return sql.selectCount().from(overdue(sql));
    }

    static Query countOverdueInQueue(DSLContext sql) {
      return sql.selectCount()
          .from(overdue(sql))
          .where(DSL.field(DSL.name("queue"), String.class).eq(value(JOBS.QUEUE)));
    }

    private static Select<?> overdue(DSLContext sql) {
      return sql.select(JOBS.QUEUE)
          .from(JOBS)
          .where(
              JobConditions.WAITS_FOR_TIME,
              JobConditions.inState(JobState.PENDING),
              JOBS.DUE_AT.le(value(JOBS.DUE_AT)))
          .limit(DSL.inline(MOST_OVERDUE));
    }

    static Query countHeld(DSLContext sql) {
      return sql.selectCount()
          .from(JOBS)
          .where(JobConditions.HELD, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
          .and(
              JOBS.STATE.in(
                  JobConditions.word(JobState.PENDING), JobConditions.word(JobState.FAILED)));
    }

    static Query countBlocked(DSLContext sql) {
      return sql.selectCount()
          .from(JOBS)
          .where(JobConditions.BLOCKED, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
          .and(JOBS.STATE.eq(JobConditions.word(JobState.PENDING)));
    }

    static Query countTimed(DSLContext sql) {
      return sql.selectCount()
          .from(JOBS)
          .where(JobConditions.WAITS_FOR_TIME, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
          .and(JOBS.STATE.eq(value(JOBS.STATE)));
    }
  }
}
