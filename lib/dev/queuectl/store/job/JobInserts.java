package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.DELETE_JOB;

import dev.queuectl.Job;
import dev.queuectl.JobIds;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.store.sql.SqlFailure;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Adds the jobs of one `enqueue`, inside its transaction.
final class JobInserts {
  /// An id that we made is only taken if another process made it at the same time.
  private static final int TRIES = 20;

  private final SqlSession session;
  private final JobIds made;
  private final boolean replace;
  private final Instant now;
  private final List<String> ids = new ArrayList<>();
  private final Set<String> replacing = new HashSet<>();

  JobInserts(SqlSession session, JobIds made, boolean replace, Instant now) {
    this.session = session;
    this.made = made;
    this.replace = replace;
    this.now = now;
  }

  /// @return the ids, in order
  List<String> addAll(Iterator<NewJob> jobs) {
    var group = new ArrayList<NewJob>(JobInsert.GROUP);
    while (jobs.hasNext()) {
      group.add(jobs.next());
      if (group.size() == JobInsert.GROUP) {
        add(group);
        group.clear();
      }
    }
    group.forEach(job -> add(List.of(job)));
    return ids;
  }

  private void add(List<NewJob> group) {
    if (replace) {
      makeRoom(group);
    }
    for (var tries = 1; ; tries++) {
      var given = group.stream().map(this::idOf).toList();
      try {
        JobInsert.run(session, group, given, now);
        ids.addAll(given);
        return;
      } catch (SqlFailure e) {
        if (!session.dialect().isDuplicate(e) || tries == TRIES) {
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
    var given = new HashSet<>(ids);
    for (var job : group) {
      if (job.id() != null && !given.add(job.id())) {
        throw QueueException.Duplicate.twice(job.id());
      }
      if (job.id() != null && isTaken(job.id())) {
        throw new QueueException.Duplicate(job.id());
      }
    }
  }

  private boolean isTaken(String id) {
    return Jobs.find(session, id).isPresent();
  }

  private void makeRoom(List<NewJob> group) {
    var given = group.stream().map(NewJob::id).filter(Objects::nonNull).toList();
    for (var id : given) {
      if (!replacing.add(id)) {
        throw QueueException.Duplicate.twice(id);
      }
    }
    for (var id : given) {
      Jobs.find(session, id).ifPresent(this::remove);
    }
  }

  private void remove(Job job) {
    if (!JobVerb.REMOVE.suits(job.state())) {
      throw new QueueException.WrongState(
          "the job \"%s\" is %s and cannot be replaced".formatted(job.id(), job.state().word()),
          "Cancel it first, or wait until it has ended.");
    }
    session.run(DELETE_JOB, job.seq());
  }
}
