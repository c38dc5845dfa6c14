package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.INSERT_JOB;
import static dev.queuectl.store.schema.Prepared.INSERT_JOBS;

import dev.queuectl.NewJob;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs the statements that add jobs.
final class JobInsert {
  /// Rows of one statement: triggers are set up once a statement, which costs the database more
  /// than a row does. More rows gain little.
  static final int GROUP = 50;

  private JobInsert() {}

  /// @param jobs one, or [#GROUP]
  /// @param ids of the jobs, in their order
  static void run(SqlSession session, List<NewJob> jobs, List<String> ids, Instant now) {
    var values = new ArrayList<@Nullable Object>();
    for (var i = 0; i < jobs.size(); i++) {
      addValues(values, jobs.get(i), ids.get(i), now);
    }
    session.run(jobs.size() == 1 ? INSERT_JOB : INSERT_JOBS, values.toArray());
  }

  private static void addValues(List<@Nullable Object> values, NewJob job, String id, Instant now) {
    var waits = job.runAt() != null && job.runAt().isAfter(now);
    var runAt = waits ? job.runAt() : now;
    values.add(id);
    values.add(job.command());
    values.add(job.queue());
    values.add(job.priority());
    values.add(job.maxRetries());
    values.add(job.cwd());
    values.add(EnvText.of(job.env()));
    values.add(job.held());
    values.add(millis(now));
    values.add(millis(now));
    values.add(millis(runAt));
    values.add(waits ? millis(runAt) : null);
    PolicyColumns.add(values, job.policy());
  }
}
