package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.FIND_JOB;
import static dev.queuectl.store.schema.Prepared.FIND_JOB_BY_SEQ;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.JobStore;
import dev.queuectl.QueueException;
import java.util.List;
import java.util.Optional;

/// Single jobs, found and refused.
final class Jobs {
  private Jobs() {}

  /// That they are no more than one transaction takes.
  static void checkBatch(List<?> jobs) {
    if (jobs.size() > JobStore.BATCH) {
      throw new IllegalArgumentException(
          "%d jobs in one transaction, at most %d".formatted(jobs.size(), JobStore.BATCH));
    }
  }

  static Optional<Job> find(Session session, String id) {
    return session.first(FIND_JOB, JobRows::job, id);
  }

  static Optional<Job> find(Session session, long seq) {
    return session.first(FIND_JOB_BY_SEQ, JobRows::job, seq);
  }

  static Job existing(Session session, String id) {
    return find(session, id)
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no job \"" + id + "\"", "See queuectl list --all.", ""));
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
