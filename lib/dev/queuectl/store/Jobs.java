package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.FIND_JOB;
import static dev.queuectl.store.schema.Prepared.FIND_JOB_BY_SEQ;

import dev.queuectl.Job;
import dev.queuectl.JobStore;
import java.util.List;
import java.util.Optional;

/// Single jobs.
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
}
