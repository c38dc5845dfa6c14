package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.FIND_JOB;
import static dev.queuectl.store.schema.Prepared.FIND_JOB_BY_SEQ;

import dev.queuectl.Job;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.sql.SqlSession;
import java.util.List;
import java.util.Optional;

/// Single jobs.
public final class Jobs {
  private Jobs() {}

  /// Checks that they are no more than one transaction takes.
  public static void checkBatch(List<?> jobs) {
    if (jobs.size() > JobStore.BATCH) {
      throw new IllegalArgumentException(
          "%d jobs in one transaction, at most %d".formatted(jobs.size(), JobStore.BATCH));
    }
  }

  public static Optional<Job> find(SqlSession session, String id) {
    return session.first(FIND_JOB, JobRows::job, id);
  }

  public static Optional<Job> find(SqlSession session, long seq) {
    return session.first(FIND_JOB_BY_SEQ, JobRows::job, seq);
  }
}
