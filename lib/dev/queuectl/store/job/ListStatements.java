package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobConditions.NOT_HELD;
import static dev.queuectl.store.job.JobConditions.READY;
import static dev.queuectl.store.job.JobConditions.WAITS_FOR_TIME;
import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.sql.Parameters;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/// The statements that count and list.
final class ListStatements {
  private ListStatements() {}

  static Query newestJobs(DSLContext sql) {
    return newest(jobs(sql));
  }

  static Query oldestJobs(DSLContext sql) {
    return oldest(jobs(sql));
  }

  static Query newestInLine(DSLContext sql) {
    return newest(inLine(sql));
  }

  static Query oldestInLine(DSLContext sql) {
    return oldest(inLine(sql));
  }

  static Query highestInLine(DSLContext sql) {
    return inLine(sql).orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ).limit(value(JOBS.SLOT));
  }

  /// A job can come after a position in two ways: as a single condition, they would not be a range
  /// of the index.
  static Query highestInLineAfter(DSLContext sql) {
    return inLine(sql)
        .and(JOBS.PRIORITY.eq(value(JOBS.PRIORITY)))
        .and(JOBS.SEQ.gt(value(JOBS.SEQ)))
        .unionAll(inLine(sql).and(JOBS.PRIORITY.lt(value(JOBS.PRIORITY))))
        .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  /// What is kept of the jobs that an action changes.
  static Query changedInLine(DSLContext sql) {
    return sql.select(JOBS.SEQ, JOBS.ID, JOBS.HELD, JOBS.LAST_ATTEMPT)
        .from(JOBS)
        .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), JOBS.STATE.eq(value(JOBS.STATE)))
        .and(JOBS.SEQ.gt(value(JOBS.SEQ)))
        .orderBy(JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  /// Those that ended longest ago, which `jobs_ended` finds.
  static Query endedInLine(DSLContext sql) {
    return inLine(sql)
        .and(JOBS.FINISHED_AT.lt(value(JOBS.FINISHED_AT)))
        .orderBy(JOBS.FINISHED_AT)
        .limit(value(JOBS.SLOT));
  }

  static Query lastEndedInLine(DSLContext sql) {
    return sql.selectFrom(JOBS)
        .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), JOBS.STATE.eq(value(JOBS.STATE)))
        .and(JOBS.FINISHED_AT.isNotNull())
        .orderBy(JOBS.FINISHED_AT.desc())
        .limit(value(JOBS.SLOT));
  }

  /// Those last changed before a time, which is given twice; all if that is null.
  private static SelectConditionStep<Record> jobs(DSLContext sql) {
    return sql.select(JOBS.fields())
        .from(JOBS)
        .where(
            Parameters.isMissing(JOBS.UPDATED_AT).or(JOBS.UPDATED_AT.lt(value(JOBS.UPDATED_AT))));
  }

  private static SelectConditionStep<Record> inLine(DSLContext sql) {
    return jobs(sql).and(JOBS.QUEUE.eq(value(JOBS.QUEUE))).and(JOBS.STATE.eq(value(JOBS.STATE)));
  }

  private static Query newest(SelectConditionStep<Record> jobs) {
    return jobs.and(JOBS.SEQ.lt(value(JOBS.SEQ))).orderBy(JOBS.SEQ.desc()).limit(value(JOBS.SLOT));
  }

  private static Query oldest(SelectConditionStep<Record> jobs) {
    return jobs.and(JOBS.SEQ.gt(value(JOBS.SEQ))).orderBy(JOBS.SEQ).limit(value(JOBS.SLOT));
  }

  static Query readyJobs(DSLContext sql) {
    return sql.selectFrom(JOBS)
        .where(READY, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
        .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  static Query dueJobs(DSLContext sql) {
    return sql.selectFrom(JOBS)
        .where(WAITS_FOR_TIME)
        .and(JOBS.DUE_AT.ge(value(JOBS.DUE_AT)))
        .and(JOBS.DUE_AT.gt(value(JOBS.DUE_AT)).or(JOBS.SEQ.gt(value(JOBS.SEQ))))
        .orderBy(JOBS.DUE_AT, JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  static Query jobsBeginningWith(DSLContext sql) {
    return sql.selectFrom(JOBS)
        .where(JOBS.ID.ge(value(JOBS.ID)), JOBS.ID.lt(value(JOBS.ID)))
        .orderBy(JOBS.ID.desc())
        .limit(value(JOBS.SLOT));
  }

  static Query oldestWaiting(DSLContext sql) {
    return sql.select(JOBS.RUN_AT)
        .from(JOBS)
        .where(READY)
        .orderBy(JOBS.RUN_AT)
        .limit(DSL.inline(1));
  }

  static Query willRetry(DSLContext sql) {
    return sql.selectOne()
        .from(JOBS)
        .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), inState(JobState.FAILED), NOT_HELD)
        .limit(DSL.inline(1));
  }

  static Query newestAttempts(DSLContext sql) {
    return sql.select(JOBS.SEQ, JOBS.LAST_ATTEMPT)
        .from(JOBS)
        .where(JOBS.SEQ.between(value(JOBS.SEQ), value(JOBS.SEQ)));
  }

  static Query keptOutput(DSLContext sql) {
    return sql.select(
            ATTEMPTS.JOB_SEQ, ATTEMPTS.NUMBER, ATTEMPTS.STDOUT_BYTES, ATTEMPTS.STDERR_BYTES)
        .from(ATTEMPTS)
        .where(
            ATTEMPTS.JOB_SEQ.between(value(ATTEMPTS.JOB_SEQ), value(ATTEMPTS.JOB_SEQ)),
            ATTEMPTS.STDOUT_BYTES.plus(ATTEMPTS.STDERR_BYTES).gt(DSL.inline(0L)))
        .orderBy(ATTEMPTS.JOB_SEQ, ATTEMPTS.NUMBER);
  }

  static Query allWorkers(DSLContext sql) {
    return sql.selectFrom(WORKERS).orderBy(WORKERS.STARTED_AT, WORKERS.ID);
  }
}
