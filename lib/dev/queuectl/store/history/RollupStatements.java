package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Tables.ROLLUPS;
import static dev.queuectl.store.sql.Parameters.value;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements of [Rollups].
final class RollupStatements {
  private RollupStatements() {}

  static Query rollUp(DSLContext sql) {
    return sql.insertInto(
            ROLLUPS,
            ROLLUPS.SPAN,
            ROLLUPS.BEGINS_AT,
            ROLLUPS.MEASURE,
            ROLLUPS.BUCKET,
            ROLLUPS.ATTEMPTS)
        .values(
            value(ROLLUPS.SPAN),
            value(ROLLUPS.BEGINS_AT),
            value(ROLLUPS.MEASURE),
            value(ROLLUPS.BUCKET),
            value(ROLLUPS.ATTEMPTS))
        .onConflict(ROLLUPS.SPAN, ROLLUPS.BEGINS_AT, ROLLUPS.MEASURE, ROLLUPS.BUCKET)
        .doUpdate()
        .set(ROLLUPS.ATTEMPTS, ROLLUPS.ATTEMPTS.plus(DSL.excluded(ROLLUPS.ATTEMPTS)));
  }

  static Query rollupsFrom(DSLContext sql) {
    return sql.select(ROLLUPS.BEGINS_AT, ROLLUPS.MEASURE, ROLLUPS.BUCKET, ROLLUPS.ATTEMPTS)
        .from(ROLLUPS)
        .where(ROLLUPS.SPAN.eq(value(ROLLUPS.SPAN)))
        .and(ROLLUPS.BEGINS_AT.ge(value(ROLLUPS.BEGINS_AT)))
        .orderBy(ROLLUPS.BEGINS_AT, ROLLUPS.MEASURE, ROLLUPS.BUCKET);
  }

  static Query trimRollups(DSLContext sql) {
    return sql.deleteFrom(ROLLUPS)
        .where(ROLLUPS.SPAN.eq(value(ROLLUPS.SPAN)))
        .and(ROLLUPS.BEGINS_AT.lt(value(ROLLUPS.BEGINS_AT)));
  }
}
