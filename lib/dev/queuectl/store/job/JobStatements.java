package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.sql.Phrases;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The statements on jobs that are given by number or id.
final class JobStatements {
  private JobStatements() {}

  static Query findJob(DSLContext sql) {
    return sql.selectFrom(JOBS).where(JOBS.ID.eq(value(JOBS.ID)));
  }

  static Query findJobBySeq(DSLContext sql) {
    return sql.selectFrom(JOBS).where(JOBS.SEQ.eq(value(JOBS.SEQ)));
  }

  static Query findJobsBySeq(DSLContext sql) {
    return sql.selectFrom(JOBS).where(among());
  }

  static Query deleteJob(DSLContext sql) {
    return sql.deleteFrom(JOBS).where(JOBS.SEQ.eq(value(JOBS.SEQ)));
  }

  static Query deleteJobs(DSLContext sql) {
    return sql.deleteFrom(JOBS).where(among());
  }

  static Query cancelWaiting(DSLContext sql) {
    return update(sql)
        .set(JOBS.STATE, DSL.inline(JobState.CANCELLED.word()))
        .set(JOBS.FINISHED_AT, value(JOBS.FINISHED_AT))
        .set(JOBS.NEXT_RETRY_AT, none(JOBS.NEXT_RETRY_AT))
        .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
        .set(JOBS.WAITING_ON, DSL.inline(0))
        .where(among(), JOBS.STATE.ne(DSL.inline(JobState.PROCESSING.word())));
  }

  static Query buryWaiting(DSLContext sql) {
    return changed(
        update(sql)
            .set(JOBS.STATE, DSL.inline(JobState.DEAD.word()))
            .set(JOBS.FINISHED_AT, value(JOBS.FINISHED_AT))
            .set(JOBS.NEXT_RETRY_AT, none(JOBS.NEXT_RETRY_AT))
            .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
            .set(JOBS.ERROR, DSL.coalesce(JOBS.ERROR, value(JOBS.ERROR))));
  }

  /// A second cancel keeps the time of the first.
  static Query askToCancel(DSLContext sql) {
    return update(sql)
        .set(JOBS.CANCEL_REQUESTED_AT, value(JOBS.CANCEL_REQUESTED_AT))
        .where(
            among(),
            JOBS.STATE.eq(DSL.inline(JobState.PROCESSING.word())),
            JOBS.CANCEL_REQUESTED_AT.isNull());
  }

  /// Many rows in one statement take a tenth of the time of one statement each.
  static Query retryJobs(DSLContext sql) {
    return update(sql)
        .set(JOBS.STATE, DSL.inline(JobState.PENDING.word()))
        .set(JOBS.ATTEMPTS, DSL.inline(0))
        .set(JOBS.INTERRUPTIONS, DSL.inline(0))
        .set(JOBS.SNOOZES, DSL.inline(0))
        .set(JOBS.RUN_AT, DSL.when(isAhead(), JOBS.RUN_AT).otherwise(value(JOBS.RUN_AT)))
        .set(JOBS.DUE_AT, DSL.when(isAhead(), JOBS.RUN_AT))
        .set(JOBS.NEXT_RETRY_AT, none(JOBS.NEXT_RETRY_AT))
        .set(JOBS.FINISHED_AT, none(JOBS.FINISHED_AT))
        .set(JOBS.EXIT_CODE, none(JOBS.EXIT_CODE))
        .set(JOBS.ERROR, none(JOBS.ERROR))
        .set(JOBS.LAST_STDERR, none(JOBS.LAST_STDERR))
        .set(JOBS.CAUSE, none(JOBS.CAUSE))
        .set(JOBS.CAUSE_MESSAGE, none(JOBS.CAUSE_MESSAGE))
        .set(JOBS.CANCELLED_BY, none(JOBS.CANCELLED_BY))
        .where(among());
  }

  /// Whether somebody wants the job to run later. A past time since which it could run may also lie
  /// ahead, if the clock was set back.
  private static Condition isAhead() {
    return JOBS.RUN_AT.gt(
        DSL.greatest(
            value(JOBS.RUN_AT),
            JOBS.CREATED_AT,
            DSL.coalesce(JOBS.STARTED_AT, JOBS.CREATED_AT),
            DSL.coalesce(JOBS.FINISHED_AT, JOBS.CREATED_AT)));
  }

  static Query editJob(DSLContext sql) {
    return changed(
        update(sql)
            .set(JOBS.COMMAND, value(JOBS.COMMAND))
            .set(JOBS.QUEUE, value(JOBS.QUEUE))
            .set(JOBS.PRIORITY, value(JOBS.PRIORITY))
            .set(JOBS.MAX_RETRIES, value(JOBS.MAX_RETRIES))
            .set(JOBS.CWD, value(JOBS.CWD))
            .set(JOBS.ENV, value(JOBS.ENV))
            .set(JOBS.ENVIRONMENT, value(JOBS.ENVIRONMENT))
            .set(JOBS.STDIN, value(JOBS.STDIN))
            .set(JOBS.RUN_AT, value(JOBS.RUN_AT))
            .set(JOBS.DUE_AT, value(JOBS.DUE_AT))
            .set(JOBS.NEXT_RETRY_AT, value(JOBS.NEXT_RETRY_AT))
            .set(PolicyFields.parameters()));
  }

  static Query setHeld(DSLContext sql) {
    return update(sql)
        .set(JOBS.HELD, value(JOBS.HELD))
        .where(among(), JOBS.HELD.ne(value(JOBS.HELD)));
  }

  private static UpdateSetMoreStep<?> update(DSLContext sql) {
    return sql.update(JOBS).set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT));
  }

  /// The jobs whose numbers stand in a JSON array.
  private static Condition among() {
    return Phrases.among(JOBS.SEQ, DSL.param("seqs", SQLDataType.VARCHAR));
  }

  private static Query changed(UpdateSetMoreStep<?> update) {
    return update.where(JOBS.SEQ.eq(value(JOBS.SEQ)));
  }
}
