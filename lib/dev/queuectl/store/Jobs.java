package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import java.util.Optional;

/// Single jobs, found and refused.
final class Jobs {
  private Jobs() {}

  static Optional<Job> find(Session session, String id) {
    return session.list(session.sql().selectFrom(JOBS).where(JOBS.ID.eq(id)), JobRows::job).stream()
        .findFirst();
  }

  static Optional<Job> find(Session session, long seq) {
    return session
        .list(session.sql().selectFrom(JOBS).where(JOBS.SEQ.eq(seq)), JobRows::job)
        .stream()
        .findFirst();
  }

  static Job existing(Session session, String id) {
    return find(session, id)
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no job \"" + id + "\"", "See queuectl list --all."));
  }

  /// @param what for example "cannot be edited"
  static void refuse(Job job, JobState state, String what, String advice) {
    if (job.state() == state) {
      throw wrongState(job, what, advice);
    }
  }

  static QueueException.WrongState wrongState(Job job, String what, String advice) {
    return new QueueException.WrongState(
        "the job \"%s\" is %s and %s".formatted(job.id(), job.state().word(), what), advice);
  }
}
