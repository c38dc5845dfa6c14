package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.JobRows.seconds;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobIds;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;

/// Adds the jobs of one `enqueue`, inside its transaction.
final class JobInserts {
  /// Rows prepared and sent together; more gains nothing (facts measured at 100 and 1000).
  private static final int GROUP = 500;

  private final DSLContext sql;
  private final JobIds made;
  private final boolean replace;
  private final Instant now;
  private final List<String> ids = new ArrayList<>();

  JobInserts(DSLContext sql, JobIds made, boolean replace, Instant now) {
    this.sql = sql;
    this.made = made;
    this.replace = replace;
    this.now = now;
  }

  /// @return the ids, in order
  List<String> addAll(Iterator<NewJob> jobs) {
    var group = new ArrayList<NewJob>(GROUP);
    while (jobs.hasNext()) {
      group.add(jobs.next());
      if (group.size() == GROUP) {
        add(group);
        group.clear();
      }
    }
    add(group);
    return ids;
  }

  private void add(List<NewJob> group) {
    if (group.isEmpty()) {
      return;
    }
    settleConflicts(group);
    var statement = sql.batch(prepared());
    for (var job : group) {
      var id = job.id() != null ? job.id() : made.next(now);
      statement.bind(values(job, id));
      ids.add(id);
    }
    statement.execute();
  }

  private void settleConflicts(List<NewJob> group) {
    var given = new HashSet<String>();
    for (var job : group) {
      if (job.id() != null && !given.add(job.id())) {
        throw new QueueException.Duplicate(job.id());
      }
    }
    if (given.isEmpty()) {
      return;
    }
    var taken =
        sql.select(JOBS.ID, JOBS.STATE).from(JOBS).where(JOBS.ID.in(given)).orderBy(JOBS.SEQ).fetch();
    for (var row : taken) {
      if (!replace) {
        throw new QueueException.Duplicate(row.value1());
      }
      if (row.value2().equals(JobState.PROCESSING.word())) {
        throw new QueueException.WrongState(
            "the job \"" + row.value1() + "\" is processing and cannot be replaced",
            "Cancel it first, or wait until it has ended.");
      }
    }
    if (!taken.isEmpty()) {
      sql.deleteFrom(JOBS).where(JOBS.ID.in(taken.getValues(JOBS.ID))).execute();
    }
  }

  private Query prepared() {
    return sql.insertInto(
            JOBS, JOBS.ID, JOBS.COMMAND, JOBS.QUEUE, JOBS.PRIORITY, JOBS.MAX_RETRIES, JOBS.TIMEOUT,
            JOBS.BACKOFF, JOBS.BACKOFF_BASE, JOBS.BACKOFF_MAX, JOBS.CWD, JOBS.ENV, JOBS.HELD,
            JOBS.CREATED_AT, JOBS.UPDATED_AT, JOBS.RUN_AT, JOBS.DUE_AT)
        .values(
            "", "", "", 0, 0, 0.0,
            "", 0.0, 0.0, "", "", false,
            0L, 0L, 0L, 0L);
  }

  private Object[] values(NewJob job, String id) {
    var runAt = Objects.requireNonNullElse(job.runAt(), now);
    var policy = job.policy();
    return new Object[] {
      id,
      job.command(),
      job.queue(),
      job.priority(),
      job.maxRetries(),
      seconds(policy.timeout()),
      policy.backoff() == null ? null : policy.backoff().word(),
      policy.backoffBase(),
      seconds(policy.backoffMax()),
      job.cwd(),
      JobRows.envText(job.env()),
      job.held(),
      now.toEpochMilli(),
      now.toEpochMilli(),
      runAt.toEpochMilli(),
      millis(runAt.isAfter(now) ? runAt : null)
    };
  }
}
