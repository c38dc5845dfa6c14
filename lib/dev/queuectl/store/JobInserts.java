package dev.queuectl.store;

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
import org.jooq.exception.DataAccessException;
import org.sqlite.SQLiteErrorCode;

/// Adds the jobs of one `enqueue`, inside its transaction.
final class JobInserts {
  /// Rows of one statement: SQLite sets up triggers and AUTOINCREMENT once a statement, which costs
  /// it more than a row does. More rows gain little, and from 1,000 values on jOOQ writes them into
  /// the text.
  private static final int GROUP = 50;

  /// An id that we made is only taken if another process made it at the same time.
  private static final int TRIES = 20;

  private static final JobInsert INSERT_GROUP = new JobInsert(GROUP);
  private static final JobInsert INSERT_ONE = new JobInsert(1);

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

  private void add(JobInsert insert, List<NewJob> group) {
    if (replace) {
      makeRoom(group);
    }
    for (var tries = 1; ; tries++) {
      var given = group.stream().map(this::idOf).toList();
      try {
        insert.run(session, group, given, now);
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
}
