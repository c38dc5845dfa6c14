package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.GIVE_BACK;

import dev.queuectl.Job;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.Objects;

/// Undoing a claim, inside the transaction of an exchange.
final class Unstarted {
  private Unstarted() {}

  /// Changes nothing if the lease has gone to another worker.
  static int giveBack(SqlSession session, Job job, Instant now) {
    return session.run(
        GIVE_BACK,
        now.toEpochMilli(),
        now.toEpochMilli(),
        job.seq(),
        Objects.requireNonNull(job.lease()).token());
  }
}
