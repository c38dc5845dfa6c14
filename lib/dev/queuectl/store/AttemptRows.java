package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Record;

/// The history of a job: the rows of `attempts`, and the running one.
final class AttemptRows {
  private AttemptRows() {}

  /// Oldest first.
  static List<Attempt> of(Session session, long jobSeq) {
    var attempts =
        new ArrayList<>(
            session
                .sql()
                .selectFrom(ATTEMPTS)
                .where(ATTEMPTS.JOB_SEQ.eq(jobSeq))
                .orderBy(ATTEMPTS.NUMBER)
                .fetch(AttemptRows::attempt));
    Jobs.find(session, jobSeq)
        .filter(job -> job.state() == JobState.PROCESSING)
        .ifPresent(job -> attempts.add(running(job)));
    return attempts;
  }

  private static Attempt attempt(Record row) {
    return new Attempt(
        row.get(ATTEMPTS.JOB_SEQ),
        row.get(ATTEMPTS.NUMBER),
        row.get(ATTEMPTS.WORKER),
        row.get(ATTEMPTS.SLOT),
        Instant.ofEpochMilli(row.get(ATTEMPTS.STARTED_AT)),
        Instant.ofEpochMilli(row.get(ATTEMPTS.ENDED_AT)),
        row.get(ATTEMPTS.OUTCOME),
        row.get(ATTEMPTS.EXIT_CODE),
        row.get(ATTEMPTS.SIGNAL),
        row.get(ATTEMPTS.ERROR),
        row.get(ATTEMPTS.STDOUT_BYTES),
        row.get(ATTEMPTS.STDERR_BYTES));
  }

  /// A running attempt has no row of its own yet: the job's row says it all.
  private static Attempt running(Job job) {
    var lease = Objects.requireNonNull(job.lease());
    var startedAt = Objects.requireNonNull(job.startedAt());
    return new Attempt(
        job.seq(),
        job.lastAttempt(),
        lease.worker(),
        lease.slot(),
        startedAt,
        null,
        null,
        null,
        null,
        null,
        0,
        0);
  }
}
