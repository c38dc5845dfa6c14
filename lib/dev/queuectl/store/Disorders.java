package dev.queuectl.store;

import static dev.queuectl.store.JobRows.inState;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Upkeep;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// What does not fit together in the rows of a store. Reads all jobs and attempts.
final class Disorders {
  private static final int SHOWN = 20;

  static final List<String> STATES = Arrays.stream(JobState.values()).map(JobState::word).toList();
  static final List<String> FINAL =
      Arrays.stream(JobState.values()).filter(JobState::isFinal).map(JobState::word).toList();

  /// The rules of the table, which hold unless somebody has switched them off, and one more: a
  /// failed job that nothing makes due would never be retried.
  static final Condition CONTRADICTORY =
      DSL.or(
          JOBS.STATE.notIn(STATES),
          unlessBoth(JOBS.STATE.in(FINAL), JOBS.FINISHED_AT),
          unlessBoth(inState(JobState.PROCESSING), JOBS.WORKER),
          unlessBoth(inState(JobState.PROCESSING), JOBS.LEASE_UNTIL),
          unlessBoth(inState(JobState.FAILED), JOBS.NEXT_RETRY_AT),
          inState(JobState.FAILED).and(JOBS.DUE_AT.isNull()),
          JOBS.DUE_AT.isNotNull().andNot(inState(JobState.PENDING).or(inState(JobState.FAILED))),
          JOBS.CANCEL_REQUESTED_AT.isNotNull().andNot(inState(JobState.PROCESSING)));

  static final Condition STRAY =
      DSL.notExists(DSL.selectOne().from(JOBS).where(JOBS.SEQ.eq(ATTEMPTS.JOB_SEQ)));

  private static final Condition KNOWN =
      DSL.exists(DSL.selectOne().from(WORKERS).where(WORKERS.ID.eq(JOBS.WORKER)));

  /// A line of jobs, as `job_counts` has it.
  private record Line(String queue, String state) {}

  private Disorders() {}

  private static Condition unlessBoth(Condition state, Field<?> column) {
    return state.and(column.isNull()).or(DSL.not(state).and(column.isNotNull()));
  }

  static Upkeep.Disorder in(Session session, Instant now) {
    var leased = inState(JobState.PROCESSING).andNot(CONTRADICTORY);
    return new Upkeep.Disorder(
        latest(session),
        session
            .sql()
            .select(JOBS.ID)
            .from(JOBS)
            .where(CONTRADICTORY)
            .orderBy(JOBS.SEQ)
            .limit(SHOWN)
            .fetch(JOBS.ID),
        jobs(session, leased.andNot(KNOWN)),
        jobs(session, leased.and(KNOWN).and(JOBS.LEASE_UNTIL.lt(now.toEpochMilli()))),
        wrongCounts(session),
        session.sql().fetchCount(ATTEMPTS, STRAY));
  }

  private static List<Job> jobs(Session session, Condition condition) {
    return session.list(
        session.sql().selectFrom(JOBS).where(condition).orderBy(JOBS.SEQ).limit(SHOWN),
        JobRows::job);
  }

  private static Instant latest(Session session) {
    var jobs = session.sql().select(DSL.max(JOBS.UPDATED_AT)).from(JOBS).fetchSingle().value1();
    var workers =
        session.sql().select(DSL.max(WORKERS.HEARTBEAT_AT)).from(WORKERS).fetchSingle().value1();
    return Stream.of(jobs, workers)
        .filter(Objects::nonNull)
        .map(Instant::ofEpochMilli)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  static long wrongCounts(Session session) {
    var counted = new HashMap<Line, Long>();
    session
        .sql()
        .selectFrom(JOB_COUNTS)
        .where(JOB_COUNTS.JOBS.ne(0L))
        .forEach(
            row ->
                counted.put(
                    new Line(row.get(JOB_COUNTS.QUEUE), row.get(JOB_COUNTS.STATE)),
                    row.get(JOB_COUNTS.JOBS)));
    var real = real(session);
    return Stream.concat(counted.keySet().stream(), real.keySet().stream())
        .distinct()
        .filter(line -> !Objects.equals(counted.get(line), real.get(line)))
        .count();
  }

  private static Map<Line, Long> real(Session session) {
    var real = new HashMap<Line, Long>();
    session
        .sql()
        .select(JOBS.QUEUE, JOBS.STATE, DSL.count())
        .from(JOBS)
        .groupBy(JOBS.QUEUE, JOBS.STATE)
        .forEach(row -> real.put(new Line(row.value1(), row.value2()), row.value3().longValue()));
    return real;
  }
}
