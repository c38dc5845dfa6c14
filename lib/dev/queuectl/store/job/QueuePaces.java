package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobConditions.READY;
import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Prepared.LAST_COMPLETED_OF_QUEUE;
import static dev.queuectl.store.schema.Prepared.OLDEST_OF_NEXT;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.QueueStore.Pace;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// How it goes in a queue, by look-ups in its indexes.
final class QueuePaces {
  private QueuePaces() {}

  static Pace of(SqlSession session, String queue, Instant since) {
    var oldest = session.first(OLDEST_OF_NEXT, row -> JobRows.anyTimeOrNone(row, 1), queue);
    return session
        .first(LAST_COMPLETED_OF_QUEUE, QueuePaces::completed, queue, since.toEpochMilli())
        .map(last -> pace(oldest, last, since))
        .orElse(new Pace(oldest, 0, since));
  }

  /// @param from when the first of them completed
  private record Completed(int jobs, @Nullable Instant from) {}

  private static Completed completed(ResultSet row) throws SQLException {
    return new Completed(row.getInt(1), JobRows.anyTimeOrNone(row, 2));
  }

  private static Pace pace(Optional<Instant> oldest, Completed last, Instant since) {
    var from = last.jobs() < Pace.LAST || last.from() == null ? since : last.from();
    return new Pace(oldest, last.jobs(), from);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query oldestOfNext(DSLContext sql) {
      var next =
          sql.select(JOBS.RUN_AT)
              .from(JOBS)
              .where(READY, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
              .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
              .limit(DSL.inline(Pace.NEXT))
              .asTable("next");
      return sql.select(DSL.min(next.field(JOBS.RUN_AT))).from(next);
    }

    static Query lastCompletedOfQueue(DSLContext sql) {
      var last =
          sql.select(JOBS.FINISHED_AT)
              .from(JOBS)
              .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), inState(JobState.COMPLETED))
              .and(JOBS.FINISHED_AT.ge(value(JOBS.FINISHED_AT)))
              .orderBy(JOBS.FINISHED_AT.desc())
              .limit(DSL.inline(Pace.LAST))
              .asTable("last");
      return sql.select(DSL.count(), DSL.min(last.field(JOBS.FINISHED_AT))).from(last);
    }
  }
}
