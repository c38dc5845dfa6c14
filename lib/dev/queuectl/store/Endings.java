package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.Prepared.none;
import static dev.queuectl.store.Prepared.value;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.WorkerStore.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Applying what became of attempts, inside the transaction of an exchange.
final class Endings {
  private static final Prepared END =
      Prepared.of(
          sql ->
              sql.update(JOBS)
                  .set(JOBS.STATE, value(JOBS.STATE))
                  .set(JOBS.ATTEMPTS, value(JOBS.ATTEMPTS))
                  .set(JOBS.INTERRUPTIONS, value(JOBS.INTERRUPTIONS))
                  .set(JOBS.RUN_AT, value(JOBS.RUN_AT))
                  .set(JOBS.DUE_AT, value(JOBS.DUE_AT))
                  .set(JOBS.NEXT_RETRY_AT, value(JOBS.NEXT_RETRY_AT))
                  .set(JOBS.FINISHED_AT, value(JOBS.FINISHED_AT))
                  .set(JOBS.EXIT_CODE, value(JOBS.EXIT_CODE))
                  .set(JOBS.ERROR, value(JOBS.ERROR))
                  .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
                  .set(JOBS.WORKER, none(JOBS.WORKER))
                  .set(JOBS.SLOT, none(JOBS.SLOT))
                  .set(JOBS.LEASE_UNTIL, none(JOBS.LEASE_UNTIL))
                  .set(JOBS.CANCEL_REQUESTED_AT, none(JOBS.CANCEL_REQUESTED_AT))
                  .where(JOBS.SEQ.eq(value(JOBS.SEQ)), JobRows.inState(JobState.PROCESSING))
                  .and(JOBS.LEASE_TOKEN.eq(value(JOBS.LEASE_TOKEN))));

  private static final Prepared KEEP_ATTEMPT =
      Prepared.of(
          sql ->
              sql.insertInto(ATTEMPTS)
                  .set(ATTEMPTS.JOB_SEQ, value(ATTEMPTS.JOB_SEQ))
                  .set(ATTEMPTS.NUMBER, value(ATTEMPTS.NUMBER))
                  .set(ATTEMPTS.WORKER, value(ATTEMPTS.WORKER))
                  .set(ATTEMPTS.SLOT, value(ATTEMPTS.SLOT))
                  .set(ATTEMPTS.STARTED_AT, value(ATTEMPTS.STARTED_AT))
                  .set(ATTEMPTS.ENDED_AT, value(ATTEMPTS.ENDED_AT))
                  .set(ATTEMPTS.OUTCOME, value(ATTEMPTS.OUTCOME))
                  .set(ATTEMPTS.EXIT_CODE, value(ATTEMPTS.EXIT_CODE))
                  .set(ATTEMPTS.SIGNAL, value(ATTEMPTS.SIGNAL))
                  .set(ATTEMPTS.ERROR, value(ATTEMPTS.ERROR))
                  .set(ATTEMPTS.STDOUT_BYTES, value(ATTEMPTS.STDOUT_BYTES))
                  .set(ATTEMPTS.STDERR_BYTES, value(ATTEMPTS.STDERR_BYTES)));

  private static final Prepared COUNT =
      Prepared.of(
          sql ->
              sql.update(WORKERS)
                  .set(WORKERS.JOBS_DONE, WORKERS.JOBS_DONE.plus(value(WORKERS.JOBS_DONE)))
                  .set(WORKERS.RUN_MILLIS, WORKERS.RUN_MILLIS.plus(value(WORKERS.RUN_MILLIS)))
                  .where(WORKERS.ID.eq(value(WORKERS.ID))));

  private Endings() {}

  /// @return whether the ending was applied; false when the lease has gone to somebody else, and
  ///   then nothing is changed
  static boolean apply(Session session, Ending ending) {
    var job = ending.job();
    var after = JobAfter.of(ending);
    var changed =
        session.run(
            END,
            after.state().word(),
            after.attempts(),
            after.interruptions(),
            millis(after.runAt()),
            millis(after.nextRetryAt()),
            millis(after.nextRetryAt()),
            millis(after.finishedAt()),
            exitCode(ending.outcome(), job.exitCode()),
            after.error(),
            millis(ending.endedAt()),
            job.seq(),
            Objects.requireNonNull(job.lease()).token());
    if (changed == 1) {
      keepAttempt(session, ending);
    }
    return changed == 1;
  }

  private static void keepAttempt(Session session, Ending ending) {
    var job = ending.job();
    var outcome = ending.outcome();
    var lease = Objects.requireNonNull(job.lease());
    session.run(
        KEEP_ATTEMPT,
        job.seq(),
        job.lastAttempt(),
        lease.worker(),
        lease.slot(),
        millis(job.startedAt()),
        millis(ending.endedAt()),
        outcome.word(),
        exitCode(outcome, null),
        outcome instanceof Outcome.Killed(var signal) ? signal : null,
        error(outcome),
        ending.stdoutBytes(),
        ending.stderrBytes());
  }

  private static @Nullable Integer exitCode(Outcome outcome, @Nullable Integer otherwise) {
    var code = outcome.exitCode();
    return code.isPresent() ? Integer.valueOf(code.getAsInt()) : otherwise;
  }

  static @Nullable String error(Outcome outcome) {
    return outcome instanceof Outcome.Succeeded ? null : outcome.describe();
  }

  /// Adds what has ended to what the worker has done.
  static void count(Session session, String workerId, List<Ending> applied) {
    if (!applied.isEmpty()) {
      var millis = applied.stream().mapToLong(Endings::runMillis).sum();
      session.run(COUNT, (long) applied.size(), millis, workerId);
    }
  }

  private static long runMillis(Ending ending) {
    var started = Objects.requireNonNull(ending.job().startedAt());
    return Math.max(0, Duration.between(started, ending.endedAt()).toMillis());
  }
}
