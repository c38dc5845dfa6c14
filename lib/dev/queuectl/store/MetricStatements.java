package dev.queuectl.store;

import static dev.queuectl.store.Parameters.value;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.ROLLUPS;

import dev.queuectl.MetricStore;
import dev.queuectl.Rollup;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements of [SqlMetricStore], each a look into `jobs_ended` or the rollups.
final class MetricStatements {
  private MetricStatements() {}

  static Query countEndedBetween(DSLContext sql) {
    return sql.selectCount()
        .from(
            sql.select(JOBS.FINISHED_AT)
                .from(JOBS)
                .where(
                    endedInLine(),
                    JOBS.FINISHED_AT.between(value(JOBS.FINISHED_AT), value(JOBS.FINISHED_AT)))
                .limit(DSL.inline(MetricStore.MOST_COUNTED))
                .asTable("counted"));
  }

  /// Whole minutes from one on.
  static Query completedInMinutes(DSLContext sql) {
    return sql.select(DSL.coalesce(DSL.sum(ROLLUPS.ATTEMPTS), DSL.inline(0L)))
        .from(ROLLUPS)
        .where(
            ROLLUPS.SPAN.eq(DSL.inline((int) Rollup.Span.MINUTE.length().toSeconds())),
            ROLLUPS.BEGINS_AT.between(value(ROLLUPS.BEGINS_AT), value(ROLLUPS.BEGINS_AT)),
            ROLLUPS.MEASURE.eq(DSL.inline(Rollup.Measure.COMPLETED.word())));
  }

  static Query newestEnded(DSLContext sql) {
    return sql.select(JOBS.STATE, JOBS.ATTEMPTS, JOBS.RUN_AT, JOBS.STARTED_AT, JOBS.FINISHED_AT)
        .from(JOBS)
        .where(endedInLine(), JOBS.FINISHED_AT.gt(value(JOBS.FINISHED_AT)))
        .orderBy(JOBS.FINISHED_AT.desc())
        .limit(value(JOBS.SLOT));
  }

  private static Condition endedInLine() {
    return JOBS.QUEUE
        .eq(value(JOBS.QUEUE))
        .and(JOBS.STATE.eq(value(JOBS.STATE)))
        .and(JOBS.FINISHED_AT.isNotNull());
  }
}
