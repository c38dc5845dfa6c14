package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.EXTEND;
import static dev.queuectl.store.schema.Prepared.LEASED;
import static dev.queuectl.store.schema.Prepared.MOVE_LEASES;
import static dev.queuectl.store.schema.Prepared.TO_CANCEL;

import dev.queuectl.Job;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The leases that a worker holds, inside a transaction.
final class Leases {
  private Leases() {}

  static List<Job> of(SqlSession session, String workerId) {
    return session.list(LEASED, JobRows::job, workerId);
  }

  static void extend(SqlSession session, String workerId, Instant until) {
    session.run(EXTEND, until.toEpochMilli(), workerId);
  }

  /// The [Job#seq] of the jobs that somebody wants cancelled.
  static Set<Long> toCancel(SqlSession session, String workerId) {
    return Set.copyOf(session.list(TO_CANCEL, row -> row.getLong(1), workerId));
  }

  /// Under new tokens, so that what the old worker still writes changes nothing.
  static List<Job> move(SqlSession session, String from, String to, Instant now, Instant until) {
    return session.list(
        MOVE_LEASES, JobRows::job, to, until.toEpochMilli(), now.toEpochMilli(), from);
  }
}
