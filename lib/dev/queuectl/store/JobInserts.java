package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.JobRows.seconds;
import static dev.queuectl.store.JobRows.word;
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
import java.util.Set;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// Adds the jobs of one `enqueue`, inside its transaction.
final class JobInserts {
  /// Rows of one statement: SQLite sets up triggers and AUTOINCREMENT once a statement, which costs
  /// it more than a row does. More rows gain little, and from 1,000 values on jOOQ writes them into
  /// the text.
  private static final int GROUP = 50;

  /// An id that we made is only taken if another process made it at the same time.
  private static final int TRIES = 20;

  private static final List<Field<?>> COLUMNS =
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

  private static final Prepared INSERT_GROUP = insert(GROUP);
  private static final Prepared INSERT_ONE = insert(1);

  private final Session session;
  private final JobIds made;
  private final boolean replace;
  private final Instant now;
  private final List<String> ids = new ArrayList<>();
  private final Set<String> replacing = new HashSet<>();

  JobInserts(Session session, JobIds made, boolean replace, Instant now) {
    this.session = session;
    this.made = made;
    this.replace = replace;
    this.now = now;
  }

  private static Prepared insert(int rows) {
    return Prepared.of(
        sql -> {
          var insert = sql.insertInto(JOBS).columns(COLUMNS);
          for (var row = 0; row < rows; row++) {
            insert = insert.values(COLUMNS.stream().map(Prepared::value).toList());
          }
          return insert;
        });
  }

  /// @return the ids, in order
  List<String> addAll(Iterator<NewJob> jobs) {
    var group = new ArrayList<NewJob>(GROUP);
    while (jobs.hasNext()) {
      group.add(jobs.next());
      if (group.size() == GROUP) {
        add(INSERT_GROUP, group);
        group.clear();
      }
    }
    group.forEach(job -> add(INSERT_ONE, List.of(job)));
    return ids;
  }

  private void add(Prepared insert, List<NewJob> group) {
    if (replace) {
      makeRoom(group);
    }
    for (var tries = 1; ; tries++) {
      var given = group.stream().map(this::idOf).toList();
      try {
        session.run(insert, values(group, given));
        ids.addAll(given);
        return;
      } catch (DataAccessException e) {
        if (StoreErrors.code(e) != SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE || tries == TRIES) {
          throw e;
        }
        refuseTaken(group);
        made.leap();
      }
    }
  }

  private String idOf(NewJob job) {
    return job.id() != null ? job.id() : made.next(now);
  }

  /// Among the ids that the user gave. If none is taken, one of ours was.
  private void refuseTaken(List<NewJob> group) {
    var given = new HashSet<String>();
    for (var job : group) {
      if (job.id() != null && (!given.add(job.id()) || isTaken(job.id()))) {
        throw new QueueException.Duplicate(job.id());
      }
    }
  }

  private boolean isTaken(String id) {
    return session.sql().fetchExists(JOBS, JOBS.ID.eq(id));
  }

  private void makeRoom(List<NewJob> group) {
    var given = group.stream().map(NewJob::id).filter(Objects::nonNull).toList();
    for (var id : given) {
      if (!replacing.add(id)) {
        throw new QueueException.Duplicate(id);
      }
    }
    if (given.isEmpty()) {
      return;
    }
    for (var job :
        session.list(session.sql().selectFrom(JOBS).where(JOBS.ID.in(given)), JobRows::job)) {
      Jobs.refuse(
          job,
          JobState.PROCESSING,
          "cannot be replaced",
          "Cancel it first, or wait until it has ended.");
    }
    session.sql().deleteFrom(JOBS).where(JOBS.ID.in(given)).execute();
  }

  private @Nullable Object[] values(List<NewJob> group, List<String> given) {
    var values = new ArrayList<@Nullable Object>(group.size() * COLUMNS.size());
    for (var i = 0; i < group.size(); i++) {
      addValues(values, group.get(i), given.get(i));
    }
    return values.toArray();
  }

  private void addValues(List<@Nullable Object> values, NewJob job, String id) {
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
    values.add(now.toEpochMilli());
    values.add(now.toEpochMilli());
    values.add(millis(runAt));
    values.add(waits ? millis(runAt) : null);
  }
}
