package dev.queuectl.store.repair;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.schema.Tables.OUTPUT_TOTAL;
import static dev.queuectl.store.schema.Tables.WAIT_COUNTS;
import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.job.JobConditions;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.SqlSession;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// What does not fit together in the rows of a store. Reads all jobs and attempts.
public final class Disorders {
  private static final int SHOWN = 20;
  private static final int PAGE = 1000;

  static final List<String> STATES = Arrays.stream(JobState.values()).map(JobState::word).toList();
  public static final List<String> FINAL =
      Arrays.stream(JobState.values()).filter(JobState::isFinal).map(JobState::word).toList();

  /// The rules of the table, which hold unless somebody has switched them off, and one more: a
  /// failed job that never falls due would never be retried.
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

  /// Otherwise the next attempt would get the number of one that is kept. The running attempt gets
  /// its row when it ends.
  static final Condition MISNUMBERED =
      inState(JobState.PROCESSING).not().and(JOBS.LAST_ATTEMPT.lt(newestAttempt()));

  /// How much output is kept in all.
  static final Select<Record1<BigDecimal>> OUTPUT_BYTES =
      DSL.select(
              DSL.coalesce(
                  Phrases.total(ATTEMPTS.STDOUT_BYTES.plus(ATTEMPTS.STDERR_BYTES)),
                  DSL.inline(BigDecimal.ZERO)))
          .from(ATTEMPTS);

  private static final Condition KNOWN =
      DSL.exists(DSL.selectOne().from(WORKERS).where(WORKERS.ID.eq(JOBS.WORKER)));

  /// A line of jobs, as `job_counts` has it.
  private record QueueState(String queue, String state) {}

  private Disorders() {}

  /// Without those whose number is not a number.
  static Field<Integer> newestAttempt() {
    return JobConditions.newestAttempt(DSL.not(Domain.of(ATTEMPTS.NUMBER).wrong()));
  }

  private static Condition unlessBoth(Condition state, Field<?> column) {
    return state.and(column.isNull()).or(DSL.not(state).and(column.isNotNull()));
  }

  public static Upkeep.Disorder in(SqlSession session, Instant now) {
    var leased = inState(JobState.PROCESSING).andNot(CONTRADICTORY);
    return new Upkeep.Disorder(
        latest(session),
        session.list(
            DSL.select(JOBS.ID).from(JOBS).where(CONTRADICTORY).orderBy(JOBS.SEQ).limit(SHOWN),
            row -> row.getString(1)),
        damaged(session).stream().limit(SHOWN).toList(),
        jobs(session, leased.andNot(KNOWN)),
        jobs(session, leased.and(KNOWN).and(JOBS.LEASE_UNTIL.lt(now.toEpochMilli()))),
        wrongCounts(session),
        session
            .list(DSL.selectCount().from(ATTEMPTS).where(STRAY), row -> row.getLong(1))
            .getFirst(),
        session.list(
            DSL.select(JOBS.ID).from(JOBS).where(MISNUMBERED).orderBy(JOBS.SEQ).limit(SHOWN),
            row -> JobRows.text(row, 1)),
        WrongValues.in(session),
        LostSurroundings.in(session, SHOWN));
  }

  private static List<Job> jobs(SqlSession session, Condition condition) {
    return session.list(
        DSL.selectFrom(JOBS).where(condition).orderBy(JOBS.SEQ).limit(SHOWN), JobRows::job);
  }

  /// All jobs that cannot be read completely; a page at a time, since whole rows are read.
  static List<Job> damaged(SqlSession session) {
    var damaged = new ArrayList<Job>();
    for (var seq = Long.MIN_VALUE; ; ) {
      var page =
          session.list(
              DSL.selectFrom(JOBS).where(JOBS.SEQ.gt(seq)).orderBy(JOBS.SEQ).limit(PAGE),
              JobRows::job);
      page.stream().filter(Job::isDamaged).forEach(damaged::add);
      if (page.size() < PAGE) {
        return damaged;
      }
      seq = page.getLast().seq();
    }
  }

  private static Instant latest(SqlSession session) {
    return session
        .list(
            DSL.select(DSL.max(JOBS.UPDATED_AT))
                .from(JOBS)
                .unionAll(DSL.select(DSL.max(WORKERS.HEARTBEAT_AT)).from(WORKERS)),
            row -> JobRows.anyTime(row, 1))
        .stream()
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  static long wrongCounts(SqlSession session) {
    var counted = lengths(session, counts());
    var real =
        lengths(
            session,
            DSL.select(JOBS.QUEUE, JOBS.STATE, DSL.count())
                .from(JOBS)
                .groupBy(JOBS.QUEUE, JOBS.STATE));
    return Stream.concat(counted.keySet().stream(), real.keySet().stream())
            .distinct()
            .filter(line -> !Objects.equals(counted.get(line), real.get(line)))
            .count()
        + (isOutputTotalWrong(session) ? 1 : 0)
        + (isWaitCountWrong(session) ? 1 : 0)
        + (CountedCauses.areWrong(session) ? 1 : 0);
  }

  private static Query counts() {
    var jobs = DSL.sum(JOB_COUNTS.JOBS);
    return DSL.select(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE, jobs)
        .from(JOB_COUNTS)
        .groupBy(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE)
        .having(jobs.ne(BigDecimal.ZERO));
  }

  private static boolean isWaitCountWrong(SqlSession session) {
    return Stream.of("held", "retrying", "scheduled", "blocked")
        .anyMatch(
            wait ->
                !session
                    .list(
                        DSL.select(DSL.coalesce(DSL.sum(WAIT_COUNTS.JOBS), DSL.inline(0)))
                            .from(WAIT_COUNTS)
                            .where(WAIT_COUNTS.WAIT.eq(wait)),
                        row -> row.getLong(1))
                    .equals(session.list(countOf(wait), row -> row.getLong(1))));
  }

  /// As the triggers count.
  static Select<Record1<Integer>> countOf(String wait) {
    return DSL.selectCount()
        .from(JOBS)
        .where(
            switch (wait) {
              case "held" ->
                  JOBS.HELD.isTrue().and(inState(JobState.PENDING).or(inState(JobState.FAILED)));
              case "retrying" -> JOBS.HELD.isFalse().and(inState(JobState.FAILED));
              case "blocked" ->
                  JOBS.HELD.isFalse().and(inState(JobState.PENDING)).and(JOBS.WAITING_ON.gt(0));
              default ->
                  JOBS.HELD
                      .isFalse()
                      .and(inState(JobState.PENDING))
                      .and(JOBS.WAITING_ON.le(0))
                      .and(JOBS.DUE_AT.isNotNull());
            });
  }

  private static boolean isOutputTotalWrong(SqlSession session) {
    var counted =
        DSL.select(DSL.coalesce(DSL.sum(OUTPUT_TOTAL.BYTES), DSL.inline(0))).from(OUTPUT_TOTAL);
    return !session
        .list(counted, row -> row.getLong(1))
        .equals(session.list(OUTPUT_BYTES, row -> row.getLong(1)));
  }

  private static Map<QueueState, Long> lengths(SqlSession session, Query lines) {
    return session
        .list(
            lines,
            row ->
                Map.entry(
                    new QueueState(JobRows.text(row, 1), JobRows.text(row, 2)), row.getLong(3)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
  }
}
