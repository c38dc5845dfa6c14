package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The leases that a worker holds, inside a transaction.
final class Leases {
  private static final Prepared EXTEND =
      Prepared.of(
          sql ->
              sql.update(JOBS)
                  .set(JOBS.LEASE_UNTIL, Prepared.value(JOBS.LEASE_UNTIL))
                  .where(JOBS.WORKER.eq(Prepared.value(JOBS.WORKER))));

  private static final Prepared TO_CANCEL =
      Prepared.of(
          sql ->
              sql.select(JOBS.SEQ)
                  .from(JOBS)
                  .where(JOBS.WORKER.eq(Prepared.value(JOBS.WORKER)))
                  .and(JOBS.CANCEL_REQUESTED_AT.isNotNull()));

  private Leases() {}

  static List<Job> of(Session session, String workerId) {
    return session.list(
        session.sql().selectFrom(JOBS).where(JOBS.WORKER.eq(workerId)).orderBy(JOBS.SLOT, JOBS.SEQ),
        JobRows::job);
  }

  static void extend(Session session, String workerId, Instant until) {
    session.run(EXTEND, until.toEpochMilli(), workerId);
  }

  /// The [Job#seq] of the jobs that somebody wants cancelled.
  static Set<Long> toCancel(Session session, String workerId) {
    return Set.copyOf(session.list(TO_CANCEL, row -> row.getLong(1), workerId));
  }

  /// Under new tokens, so that what the old worker still writes changes nothing.
  static List<Job> move(Session session, String from, String to, Instant now, Instant until) {
    return session.list(
        session
            .sql()
            .update(JOBS)
            .set(JOBS.WORKER, to)
            .set(JOBS.LEASE_TOKEN, JOBS.LEASE_TOKEN.plus(1))
            .set(JOBS.LEASE_UNTIL, until.toEpochMilli())
            .set(JOBS.UPDATED_AT, now.toEpochMilli())
            .where(JOBS.WORKER.eq(from))
            .returning(),
        JobRows::job);
  }
}
