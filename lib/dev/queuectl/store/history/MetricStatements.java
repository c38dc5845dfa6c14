package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Tables.ROLLUPS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.store.Rollup;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statement of [CompletedJobs], a look into the rollups.
final class MetricStatements {
  private MetricStatements() {}

  /// In whole seconds, minutes or hours, from one to another.
  static Query countCompleted(DSLContext sql) {
    return sql.select(DSL.coalesce(DSL.sum(ROLLUPS.ATTEMPTS), DSL.inline(0L)))
        .from(ROLLUPS)
        .where(
            ROLLUPS.SPAN.eq(value(ROLLUPS.SPAN)),
            ROLLUPS.BEGINS_AT.between(value(ROLLUPS.BEGINS_AT), value(ROLLUPS.BEGINS_AT)),
            ROLLUPS.MEASURE.eq(DSL.inline(Rollup.Measure.COMPLETED.word())));
  }
}
