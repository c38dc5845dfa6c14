package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.value;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;

/// The statements that look through jobs: where each stands, and whether it matches. They read
/// every job from a place on, a bounded number of them, and little of each.
final class SearchStatements {
  /// Before a character of the text that would be a pattern.
  static final char ESCAPE = '!';

  private SearchStatements() {}

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
    return inLine(sql)
        .and(JOBS.SEQ.lt(value(JOBS.SEQ)))
        .orderBy(JOBS.SEQ.desc())
        .limit(value(JOBS.SLOT));
  }

  static Query oldestLooksInLine(DSLContext sql) {
    return inLine(sql).and(JOBS.SEQ.gt(value(JOBS.SEQ))).orderBy(JOBS.SEQ).limit(value(JOBS.SLOT));
  }

  /// By priority there are two ways to stand after a place: as one condition they would be no range
  /// of the index.
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

  private static SelectConditionStep<?> inLine(DSLContext sql) {
    return looks(sql).where(JOBS.QUEUE.eq(value(JOBS.QUEUE))).and(JOBS.STATE.eq(value(JOBS.STATE)));
  }

  private static SelectJoinStep<?> looks(DSLContext sql) {
    return sql.select(JOBS.PRIORITY, JOBS.SEQ, DSL.field(matches()).as("matches")).from(JOBS);
  }

  /// Of the values only the text is always given: `%` is any.
  private static Condition matches() {
    return says(JOBS.ID)
        .or(says(JOBS.COMMAND))
        .or(says(DSL.coalesce(JOBS.ERROR, DSL.inline(""))))
        .and(notGiven(JOBS.CREATED_AT).or(JOBS.CREATED_AT.ge(value(JOBS.CREATED_AT))))
        .and(notGiven(JOBS.CREATED_AT).or(JOBS.CREATED_AT.lt(value(JOBS.CREATED_AT))))
        .and(notGiven(JOBS.UPDATED_AT).or(JOBS.UPDATED_AT.lt(value(JOBS.UPDATED_AT))));
  }

  private static <T> Condition notGiven(Field<T> column) {
    return value(column).isNull();
  }

  /// Letters of ASCII in any case.
  private static Condition says(Field<String> field) {
    return field.like(value(JOBS.COMMAND), ESCAPE);
  }
}
