package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.JobRows.seconds;
import static dev.queuectl.store.JobRows.word;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.NewJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/// The statement that adds a certain number of jobs.
final class JobInsert {
  private final int rows;
  private final Prepared statement;

  JobInsert(int rows) {
    this.rows = rows;
    this.statement = Prepared.of(this::query);
  }

  private Query query(DSLContext sql) {
    List<Field<?>> columns =
        List.of(
            JOBS.ID,
            JOBS.COMMAND,
            JOBS.QUEUE,
            JOBS.PRIORITY,
            JOBS.MAX_RETRIES,
            JOBS.TIMEOUT,
            JOBS.BACKOFF,
            JOBS.BACKOFF_BASE,
            JOBS.BACKOFF_MAX,
            JOBS.CWD,
            JOBS.ENV,
            JOBS.HELD,
            JOBS.CREATED_AT,
            JOBS.UPDATED_AT,
            JOBS.RUN_AT,
            JOBS.DUE_AT);
    var insert = sql.insertInto(JOBS).columns(columns);
    for (var row = 0; row < rows; row++) {
      insert = insert.values(columns.stream().map(Prepared::value).toList());
    }
    return insert;
  }

  /// @param ids of the jobs, in their order
  void run(Session session, List<NewJob> jobs, List<String> ids, Instant now) {
    var values = new ArrayList<@Nullable Object>();
    for (var i = 0; i < rows; i++) {
      addValues(values, jobs.get(i), ids.get(i), now);
    }
    session.run(statement, values.toArray());
  }

  private static void addValues(List<@Nullable Object> values, NewJob job, String id, Instant now) {
    var waits = job.runAt() != null && job.runAt().isAfter(now);
    var runAt = waits ? job.runAt() : now;
    var policy = job.policy();
    values.add(id);
    values.add(job.command());
    values.add(job.queue());
    values.add(job.priority());
    values.add(job.maxRetries());
    values.add(seconds(policy.timeout()));
    values.add(word(policy.backoff()));
    values.add(policy.backoffBase());
    values.add(seconds(policy.backoffMax()));
    values.add(job.cwd());
    values.add(EnvText.of(job.env()));
    values.add(job.held());
    values.add(millis(now));
    values.add(millis(now));
    values.add(millis(runAt));
    values.add(waits ? millis(runAt) : null);
  }
}
