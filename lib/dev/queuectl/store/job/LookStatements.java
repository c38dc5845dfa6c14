package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.store.sql.Parameters;
import dev.queuectl.store.sql.Phrases;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;

/// The statements of [Looks]: all but one read a bounded number of jobs, all from a position on,
/// and little of each.
final class LookStatements {
  /// Escapes a character of the text that would be a pattern.
  static final char ESCAPE = '!';

  private LookStatements() {}

  static Query newestLooks(DSLContext sql) {
    return looks(sql)
        .where(JOBS.SEQ.lt(value(JOBS.SEQ)))
        .orderBy(JOBS.SEQ.desc())
        .limit(value(JOBS.SLOT));
  }

  static Query oldestLooks(DSLContext sql) {
    return looks(sql).where(JOBS.SEQ.gt(value(JOBS.SEQ))).orderBy(JOBS.SEQ).limit(value(JOBS.SLOT));
  }

  static Query newestLooksInLine(DSLContext sql) {
    return newest(inLine(sql));
  }

  static Query oldestLooksInLine(DSLContext sql) {
    return oldest(inLine(sql));
  }

  /// By priority, a job can come after a position in two ways: as a single condition, they would
  /// not be a range of the index.
  static Query looksOfPriorityInLine(DSLContext sql) {
    return inLine(sql)
        .and(JOBS.PRIORITY.eq(value(JOBS.PRIORITY)))
        .and(JOBS.SEQ.gt(value(JOBS.SEQ)))
        .orderBy(JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  static Query looksBelowPriorityInLine(DSLContext sql) {
    return inLine(sql)
        .and(JOBS.PRIORITY.lt(value(JOBS.PRIORITY)))
        .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
        .limit(value(JOBS.SLOT));
  }

  static Query newestLooksAtHeld(DSLContext sql) {
    return newest(inLine(sql).and(JobConditions.HELD));
  }

  static Query oldestLooksAtHeld(DSLContext sql) {
    return oldest(inLine(sql).and(JobConditions.HELD));
  }

  static Query newestLooksAtTimed(DSLContext sql) {
    return newest(inLine(sql).and(JobConditions.WAITS_FOR_TIME));
  }

  static Query oldestLooksAtTimed(DSLContext sql) {
    return oldest(inLine(sql).and(JobConditions.WAITS_FOR_TIME));
  }

  static Query newestLooksAtBlocked(DSLContext sql) {
    return newest(inLine(sql).and(JobConditions.BLOCKED));
  }

  static Query oldestLooksAtBlocked(DSLContext sql) {
    return oldest(inLine(sql).and(JobConditions.BLOCKED));
  }

  private static Query newest(SelectConditionStep<?> looks) {
    return looks.and(JOBS.SEQ.lt(value(JOBS.SEQ))).orderBy(JOBS.SEQ.desc()).limit(value(JOBS.SLOT));
  }

  private static Query oldest(SelectConditionStep<?> looks) {
    return looks.and(JOBS.SEQ.gt(value(JOBS.SEQ))).orderBy(JOBS.SEQ).limit(value(JOBS.SLOT));
  }

  static Query newestLooksOfCause(DSLContext sql) {
    return newest(ofCause(sql));
  }

  static Query oldestLooksOfCause(DSLContext sql) {
    return oldest(ofCause(sql));
  }

  private static SelectConditionStep<?> ofCause(DSLContext sql) {
    return looks(sql).where(JobConditions.DEAD, JOBS.CAUSE.eq(value(JOBS.CAUSE)));
  }

  static Query newestLooksOfKey(DSLContext sql) {
    return newest(ofKey(sql));
  }

  static Query oldestLooksOfKey(DSLContext sql) {
    return oldest(ofKey(sql));
  }

  private static SelectConditionStep<?> ofKey(DSLContext sql) {
    return looks(sql).where(JOBS.UNIQUE_KEY.eq(value(JOBS.UNIQUE_KEY)));
  }

  private static SelectConditionStep<?> inLine(DSLContext sql) {
    return looks(sql).where(JOBS.QUEUE.eq(value(JOBS.QUEUE))).and(JOBS.STATE.eq(value(JOBS.STATE)));
  }

  /// Reads all jobs.
  static Query countMatches(DSLContext sql) {
    return sql.select(JOBS.STATE, DSL.count()).from(JOBS).where(matches()).groupBy(JOBS.STATE);
  }

  private static SelectJoinStep<?> looks(DSLContext sql) {
    return sql.select(
            JOBS.PRIORITY,
            JOBS.SEQ,
            // A condition that is a value is evaluated to its end; that of a WHEN only until it is
            // known.
            DSL.when(matches(), DSL.inline(true)).otherwise(DSL.inline(false)).as("matches"),
            JOBS.HELD,
            JOBS.DUE_AT,
            JOBS.WAITING_ON)
        .from(JOBS);
  }

  /// Of the values only the text is always given; `%` matches any.
  private static Condition matches() {
    return says(JOBS.ID)
        .or(says(JOBS.COMMAND))
        .or(says(DSL.coalesce(JOBS.ERROR, DSL.inline(""))))
        .and(notGiven(JOBS.CREATED_AT).or(JOBS.CREATED_AT.ge(value(JOBS.CREATED_AT))))
        .and(notGiven(JOBS.CREATED_AT).or(JOBS.CREATED_AT.lt(value(JOBS.CREATED_AT))))
        .and(notGiven(JOBS.UPDATED_AT).or(JOBS.UPDATED_AT.lt(value(JOBS.UPDATED_AT))))
        .and(notGiven(JOBS.QUEUE).or(JOBS.QUEUE.eq(value(JOBS.QUEUE))))
        .and(notGiven(JOBS.CAUSE).or(JOBS.CAUSE.eq(value(JOBS.CAUSE))))
        .and(notGiven(JOBS.UNIQUE_KEY).or(JOBS.UNIQUE_KEY.eq(value(JOBS.UNIQUE_KEY))));
  }

  private static <T> Condition notGiven(Field<T> column) {
    return Parameters.isMissing(column);
  }

  /// Ignores the case of ASCII letters; for others see [Looks#pattern].
  private static Condition says(Field<String> field) {
    return Phrases.like(field, value(JOBS.COMMAND), ESCAPE);
  }
}
