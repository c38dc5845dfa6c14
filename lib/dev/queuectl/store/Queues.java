package dev.queuectl.store;

import static dev.queuectl.store.JobRows.READY;
import static dev.queuectl.store.schema.Tables.JOBS;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// The queues in which jobs are ready.
final class Queues {
  private Queues() {}

  /// Steps from queue to queue through `jobs_ready`: as many look-ups as there are such queues, for
  /// any number of jobs (SQLite has no skip scan over a partial index of its own).
  static List<String> withReadyJobs(DSLContext sql) {
    var queues = new ArrayList<String>();
    var next = after(sql, "");
    while (next != null) {
      queues.add(next);
      next = after(sql, next);
    }
    return queues;
  }

  private static @org.jspecify.annotations.Nullable String after(DSLContext sql, String queue) {
    return sql.select(DSL.min(JOBS.QUEUE))
        .from(JOBS)
        .where(READY, JOBS.QUEUE.gt(queue))
        .fetchOne(0, String.class);
  }
}
