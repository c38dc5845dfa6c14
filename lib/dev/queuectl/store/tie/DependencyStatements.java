package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Tables.DEPENDENCIES;
import static dev.queuectl.store.schema.Tables.ENDED_PARENTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.tie.Dependency;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The statements about jobs that wait for others. All of them find rows by a job on either side.
final class DependencyStatements {
  private DependencyStatements() {}

  static Query findTie(DSLContext sql) {
    return sql.select(JOBS.SEQ, JOBS.STATE, JOBS.CANCELLED_BY)
        .from(JOBS)
        .where(JOBS.ID.eq(value(JOBS.ID)));
  }

  static Query insertDependency(DSLContext sql) {
    return sql.insertInto(DEPENDENCIES)
        .set(DEPENDENCIES.JOB_SEQ, value(DEPENDENCIES.JOB_SEQ))
        .set(DEPENDENCIES.ON_SEQ, value(DEPENDENCIES.ON_SEQ))
        .set(DEPENDENCIES.KIND, value(DEPENDENCIES.KIND))
        .set(DEPENDENCIES.ON_ID, value(DEPENDENCIES.ON_ID))
        .set(DEPENDENCIES.OUTCOME, value(DEPENDENCIES.OUTCOME))
        .onConflict(DEPENDENCIES.JOB_SEQ, DEPENDENCIES.ON_SEQ, DEPENDENCIES.KIND)
        .doNothing();
  }

  /// The nearest of those that begin alike, for whoever has mistyped one.
  static Query idsBetween(DSLContext sql) {
    return sql.select(JOBS.ID)
        .from(JOBS)
        .where(JOBS.ID.ge(value(JOBS.ID)), JOBS.ID.lt(value(JOBS.ID)))
        .orderBy(JOBS.ID.desc())
        .limit(value(JOBS.SLOT));
  }

  static Query setConditions(DSLContext sql) {
    return sql.update(JOBS)
        .set(JOBS.CONDITIONS, value(JOBS.CONDITIONS))
        .set(JOBS.WAITING_ON, value(JOBS.WAITING_ON))
        .where(JOBS.SEQ.eq(value(JOBS.SEQ)));
  }

  static Query setAwaited(DSLContext sql) {
    return sql.update(JOBS)
        .set(JOBS.AWAITED, DSL.inline(true))
        .where(among(JOBS.SEQ), JOBS.AWAITED.eq(DSL.inline(false)));
  }

  static Query conditionsOf(DSLContext sql) {
    return conditions(sql).where(DEPENDENCIES.JOB_SEQ.eq(value(DEPENDENCIES.JOB_SEQ)));
  }

  private static SelectJoinStep<?> conditions(DSLContext sql) {
    return sql.select(
            DEPENDENCIES.ON_SEQ,
            DEPENDENCIES.ON_ID,
            DEPENDENCIES.KIND,
            DEPENDENCIES.OUTCOME,
            JOBS.STATE,
            JOBS.CANCELLED_BY)
        .from(DEPENDENCIES)
        .leftJoin(JOBS)
        .on(JOBS.SEQ.eq(DEPENDENCIES.ON_SEQ));
  }

  static Query setOutcome(DSLContext sql) {
    return sql.update(DEPENDENCIES)
        .set(DEPENDENCIES.OUTCOME, value(DEPENDENCIES.OUTCOME))
        .where(DEPENDENCIES.JOB_SEQ.eq(value(DEPENDENCIES.JOB_SEQ)))
        .and(DEPENDENCIES.ON_SEQ.eq(value(DEPENDENCIES.ON_SEQ)))
        .and(DEPENDENCIES.KIND.eq(value(DEPENDENCIES.KIND)));
  }

  static Query deleteConditions(DSLContext sql) {
    return sql.deleteFrom(DEPENDENCIES)
        .where(DEPENDENCIES.JOB_SEQ.eq(value(DEPENDENCIES.JOB_SEQ)))
        .and(DEPENDENCIES.KIND.eq(value(DEPENDENCIES.KIND)));
  }

  /// An end that does not count yet for all.
  static Query endedParent(DSLContext sql) {
    return sql.select(ENDED_PARENTS.ON_SEQ, ENDED_PARENTS.OUTCOME, ENDED_PARENTS.NEXT_SEQ)
        .from(ENDED_PARENTS)
        .orderBy(ENDED_PARENTS.ON_SEQ)
        .limit(DSL.inline(1));
  }

  static Query insertEndedParent(DSLContext sql) {
    return sql.insertInto(ENDED_PARENTS)
        .set(ENDED_PARENTS.ON_SEQ, value(ENDED_PARENTS.ON_SEQ))
        .set(ENDED_PARENTS.OUTCOME, value(ENDED_PARENTS.OUTCOME))
        .onConflict(ENDED_PARENTS.ON_SEQ)
        .doNothing();
  }

  static Query missingParents(DSLContext sql) {
    return sql.selectOne()
        .from(DEPENDENCIES)
        .where(DEPENDENCIES.ON_SEQ.lt(DSL.inline(0L)))
        .limit(DSL.inline(1));
  }

  static Query nameParent(DSLContext sql) {
    return sql.update(DEPENDENCIES)
        .set(DEPENDENCIES.ON_SEQ, value(DEPENDENCIES.ON_SEQ))
        .where(DEPENDENCIES.ON_SEQ.lt(DSL.inline(0L)))
        .and(DEPENDENCIES.ON_ID.eq(value(DEPENDENCIES.ON_ID)));
  }

  static Query deleteEndedParent(DSLContext sql) {
    return sql.deleteFrom(ENDED_PARENTS)
        .where(ENDED_PARENTS.ON_SEQ.eq(value(ENDED_PARENTS.ON_SEQ)));
  }

  static Query continueEndedParent(DSLContext sql) {
    return sql.update(ENDED_PARENTS)
        .set(ENDED_PARENTS.NEXT_SEQ, value(ENDED_PARENTS.NEXT_SEQ))
        .where(ENDED_PARENTS.ON_SEQ.eq(value(ENDED_PARENTS.ON_SEQ)));
  }

  static Query unsettled(DSLContext sql) {
    return sql.select(DEPENDENCIES.JOB_SEQ, DEPENDENCIES.KIND, DEPENDENCIES.ON_ID)
        .from(DEPENDENCIES)
        .where(DEPENDENCIES.ON_SEQ.eq(value(DEPENDENCIES.ON_SEQ)))
        .and(DEPENDENCIES.JOB_SEQ.ge(value(DEPENDENCIES.JOB_SEQ)))
        .and(DEPENDENCIES.OUTCOME.isNull())
        .orderBy(DEPENDENCIES.JOB_SEQ)
        .limit(value(JOBS.SLOT));
  }

  static Query settle(DSLContext sql) {
    return sql.update(DEPENDENCIES)
        .set(DEPENDENCIES.OUTCOME, value(DEPENDENCIES.OUTCOME))
        .where(DEPENDENCIES.ON_SEQ.eq(value(DEPENDENCIES.ON_SEQ)))
        .and(DEPENDENCIES.JOB_SEQ.between(value(DEPENDENCIES.JOB_SEQ), value(DEPENDENCIES.JOB_SEQ)))
        .and(DEPENDENCIES.OUTCOME.isNull());
  }

  /// One thing less to wait for; whoever waits for nothing else can run since now.
  static Query countDown(DSLContext sql) {
    var isLast = JOBS.WAITING_ON.eq(DSL.inline(1)).and(JOBS.DUE_AT.isNull());
    return sql.update(JOBS)
        .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
        .set(JOBS.RUN_AT, DSL.when(isLast, value(JOBS.RUN_AT)).otherwise(JOBS.RUN_AT))
        .set(JOBS.WAITING_ON, JOBS.WAITING_ON.minus(DSL.inline(1)))
        .where(among(JOBS.SEQ), JOBS.WAITING_ON.gt(DSL.inline(0)));
  }

  /// What they wait for can no longer come.
  static Query skip(DSLContext sql) {
    return sql.update(JOBS)
        .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
        .set(JOBS.FINISHED_AT, value(JOBS.FINISHED_AT))
        .set(JOBS.STATE, DSL.inline(JobState.CANCELLED.word()))
        .set(JOBS.ERROR, value(JOBS.ERROR))
        .set(JOBS.CANCELLED_BY, DSL.inline(Dependency.CANCELLER))
        .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
        .set(JOBS.WAITING_ON, DSL.inline(0))
        .where(among(JOBS.SEQ), JOBS.WAITING_ON.gt(DSL.inline(0)));
  }

  /// What was counted of jobs that are to be run again, for those that have not run since.
  static Query reopen(DSLContext sql) {
    var hasNotRun =
        JOBS.CANCELLED_BY
            .isNotNull()
            .or(
                JOBS.STATE
                    .eq(DSL.inline(JobState.PENDING.word()))
                    .and(JOBS.LAST_ATTEMPT.eq(DSL.inline(0))));
    return sql.update(DEPENDENCIES)
        .set(DEPENDENCIES.OUTCOME, none(DEPENDENCIES.OUTCOME))
        .where(among(DEPENDENCIES.ON_SEQ))
        .and(
            DEPENDENCIES.OUTCOME.in(
                DSL.inline(Dependency.End.DEAD.word()),
                DSL.inline(Dependency.End.CANCELLED.word()),
                DSL.inline(Dependency.End.SKIPPED.word())))
        .and(
            DSL.exists(
                DSL.selectOne().from(JOBS).where(JOBS.SEQ.eq(DEPENDENCIES.JOB_SEQ)).and(hasNotRun)))
        .returning(DEPENDENCIES.JOB_SEQ);
  }

  /// The same for all that a cascade runs again: those that have ended, or have not begun.
  static Query reopenAll(DSLContext sql) {
    return sql.update(DEPENDENCIES)
        .set(DEPENDENCIES.OUTCOME, none(DEPENDENCIES.OUTCOME))
        .where(among(DEPENDENCIES.ON_SEQ))
        .and(DEPENDENCIES.OUTCOME.isNotNull())
        .and(DEPENDENCIES.OUTCOME.ne(DSL.inline(Dependency.End.IGNORED.word())))
        .and(
            DSL.exists(
                DSL.selectOne()
                    .from(JOBS)
                    .where(JOBS.SEQ.eq(DEPENDENCIES.JOB_SEQ))
                    .and(
                        JOBS.FINISHED_AT
                            .isNotNull()
                            .or(
                                JOBS.STATE
                                    .eq(DSL.inline(JobState.PENDING.word()))
                                    .and(JOBS.LAST_ATTEMPT.eq(DSL.inline(0)))))))
        .returning(DEPENDENCIES.JOB_SEQ);
  }

  /// Those that were not run, or were to be, of jobs given by number.
  static Query standings(DSLContext sql) {
    return sql.select(JOBS.SEQ, JOBS.ID, JOBS.STATE, JOBS.CANCELLED_BY, JOBS.AWAITED)
        .from(JOBS)
        .where(among(JOBS.SEQ));
  }

  /// Whether one of them waits for others, or is waited for.
  static Query isTied(DSLContext sql) {
    return sql.selectOne()
        .from(JOBS)
        .where(among(JOBS.SEQ), JOBS.CONDITIONS.gt(DSL.inline(0)).or(JOBS.AWAITED))
        .limit(DSL.inline(1));
  }

  static Query recount(DSLContext sql) {
    return sql.update(JOBS)
        .set(
            JOBS.WAITING_ON,
            DSL.field(
                DSL.selectCount()
                    .from(DEPENDENCIES)
                    .where(DEPENDENCIES.JOB_SEQ.eq(JOBS.SEQ))
                    .and(DEPENDENCIES.OUTCOME.isNull())))
        .where(among(JOBS.SEQ), JOBS.STATE.eq(DSL.inline(JobState.PENDING.word())));
  }

  static Query ignoreConditions(DSLContext sql) {
    return sql.update(DEPENDENCIES)
        .set(DEPENDENCIES.OUTCOME, DSL.inline(Dependency.End.IGNORED.word()))
        .where(among(DEPENDENCIES.JOB_SEQ));
  }

  static Query countAwaiting(DSLContext sql) {
    return sql.select(DSL.countDistinct(DEPENDENCIES.JOB_SEQ))
        .from(DEPENDENCIES)
        .where(DEPENDENCIES.ON_SEQ.eq(value(DEPENDENCIES.ON_SEQ)));
  }

  static Query awaiting(DSLContext sql) {
    return sql.select(JOBS.fields())
        .from(DEPENDENCIES)
        .join(JOBS)
        .on(JOBS.SEQ.eq(DEPENDENCIES.JOB_SEQ))
        .where(DEPENDENCIES.ON_SEQ.eq(value(DEPENDENCIES.ON_SEQ)))
        .and(DEPENDENCIES.JOB_SEQ.gt(value(DEPENDENCIES.JOB_SEQ)))
        .orderBy(DEPENDENCIES.JOB_SEQ)
        .limit(value(JOBS.SLOT));
  }

  /// Those that still wait for an end of these.
  static Query stillAwaiting(DSLContext sql) {
    return pending(
        sql.select(DEPENDENCIES.JOB_SEQ, DEPENDENCIES.KIND, JOBS.ID)
            .from(DEPENDENCIES)
            .join(JOBS)
            .on(JOBS.SEQ.eq(DEPENDENCIES.JOB_SEQ))
            .where(among(DEPENDENCIES.ON_SEQ)));
  }

  private static Query pending(SelectConditionStep<?> rows) {
    return rows.and(DEPENDENCIES.OUTCOME.isNull())
        .and(JOBS.WAITING_ON.gt(DSL.inline(0)))
        .limit(value(JOBS.SLOT));
  }

  /// Those that wait for an old job wait for the new one of its id.
  static Query moveDependencies(DSLContext sql) {
    return sql.update(DEPENDENCIES)
        .set(DEPENDENCIES.ON_SEQ, value(DEPENDENCIES.ON_SEQ))
        .where(DEPENDENCIES.ON_SEQ.eq(value(DEPENDENCIES.ON_SEQ)))
        .and(DEPENDENCIES.OUTCOME.isNull());
  }

  private static Condition among(Field<Long> number) {
    return Phrases.among(number, DSL.param("seqs", SQLDataType.VARCHAR));
  }
}
