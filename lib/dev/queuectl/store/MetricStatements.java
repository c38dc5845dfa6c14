package dev.queuectl.store;

import static dev.queuectl.store.Parameters.value;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.MetricStore;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements of [SqlMetricStore], each a look into `jobs_ended`.
final class MetricStatements {
  private MetricStatements() {}

  static Query countEndedSince(DSLContext sql) {
    return sql.selectCount()
        .from(
            sql.select(JOBS.FINISHED_AT)
                .from(JOBS)
                .where(endedInLine(), JOBS.FINISHED_AT.ge(value(JOBS.FINISHED_AT)))
                .limit(DSL.inline(MetricStore.MOST_COUNTED))
                .asTable("counted"));
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
