package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.WorkerStore.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;

/// Applying what became of attempts, inside the transaction of an exchange.
final class Endings {
  private Endings() {}

  /// @return whether the ending was applied; false when the lease has gone to somebody else, and
  ///     then nothing is changed
  static boolean apply(DSLContext sql, Ending ending) {
    var job = ending.job();
    var lease = Objects.requireNonNull(job.lease());
    var changed =
        transition(sql, ending)
            .setNull(JOBS.WORKER)
            .setNull(JOBS.SLOT)
            .setNull(JOBS.LEASE_UNTIL)
            .setNull(JOBS.CANCEL_REQUESTED_AT)
            .set(JOBS.UPDATED_AT, ending.endedAt().toEpochMilli())
            .where(JOBS.SEQ.eq(job.seq()))
            .and(JobRows.inState(JobState.PROCESSING))
            .and(JOBS.LEASE_TOKEN.eq(lease.token()))
            .execute();
    if (changed == 1) {
      keepAttempt(sql, ending);
    }
    return changed == 1;
  }

  private static UpdateSetMoreStep<?> transition(DSLContext sql, Ending ending) {
    var job = ending.job();
    var ended = ending.endedAt().toEpochMilli();
    var error =
        ending.outcome() instanceof Outcome.Succeeded ? null : ending.outcome().describe();
    var update = sql.update(JOBS).set(JOBS.ERROR, error);
    if (ending.outcome().exitCode().isPresent()) {
      update = update.set(JOBS.EXIT_CODE, ending.outcome().exitCode().getAsInt());
    }
    return switch (ending.transition()) {
      case Transition.Complete() ->
          update
              .set(JOBS.STATE, JobState.COMPLETED.word())
              .set(JOBS.ATTEMPTS, job.attempts() + 1)
              .set(JOBS.FINISHED_AT, ended);
      case Transition.Retry(var at) ->
          update
              .set(JOBS.STATE, JobState.FAILED.word())
              .set(JOBS.ATTEMPTS, job.attempts() + 1)
              .set(JOBS.NEXT_RETRY_AT, at.toEpochMilli())
              .set(JOBS.DUE_AT, at.toEpochMilli());
      case Transition.Bury(var reason, var counts) ->
          update
              .set(JOBS.STATE, JobState.DEAD.word())
              .set(JOBS.ATTEMPTS, job.attempts() + (counts ? 1 : 0))
              .set(JOBS.INTERRUPTIONS, job.interruptions() + (counts ? 0 : 1))
              .set(JOBS.ERROR, reason)
              .set(JOBS.FINISHED_AT, ended);
      case Transition.Cancel() ->
          update.set(JOBS.STATE, JobState.CANCELLED.word()).set(JOBS.FINISHED_AT, ended);
      case Transition.Release() ->
          update
              .set(JOBS.STATE, JobState.PENDING.word())
              .set(JOBS.INTERRUPTIONS, job.interruptions() + 1);
    };
  }

  private static void keepAttempt(DSLContext sql, Ending ending) {
    var job = ending.job();
    var outcome = ending.outcome();
    var lease = Objects.requireNonNull(job.lease());
    sql.insertInto(ATTEMPTS)
        .set(ATTEMPTS.JOB_SEQ, job.seq())
        .set(ATTEMPTS.NUMBER, job.lastAttempt())
        .set(ATTEMPTS.WORKER, lease.worker())
        .set(ATTEMPTS.SLOT, lease.slot())
        .set(ATTEMPTS.STARTED_AT, Objects.requireNonNull(job.startedAt()).toEpochMilli())
        .set(ATTEMPTS.ENDED_AT, ending.endedAt().toEpochMilli())
        .set(ATTEMPTS.OUTCOME, outcome.word())
        .set(ATTEMPTS.EXIT_CODE, outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : null)
        .set(ATTEMPTS.SIGNAL, outcome instanceof Outcome.Killed(var signal) ? signal : null)
        .set(ATTEMPTS.ERROR, outcome instanceof Outcome.Succeeded ? null : outcome.describe())
        .set(ATTEMPTS.STDOUT_BYTES, ending.stdoutBytes())
        .set(ATTEMPTS.STDERR_BYTES, ending.stderrBytes())
        .execute();
  }

  /// Adds what has ended to what the worker has done.
  static void count(DSLContext sql, String workerId, List<Ending> applied) {
    if (applied.isEmpty()) {
      return;
    }
    var millis = applied.stream().mapToLong(Endings::runMillis).sum();
    sql.update(WORKERS)
        .set(WORKERS.JOBS_DONE, WORKERS.JOBS_DONE.plus(DSL.val((long) applied.size())))
        .set(WORKERS.RUN_MILLIS, WORKERS.RUN_MILLIS.plus(DSL.val(millis)))
        .where(WORKERS.ID.eq(workerId))
        .execute();
  }

  private static long runMillis(Ending ending) {
    var started = Objects.requireNonNull(ending.job().startedAt());
    return Math.max(0, Duration.between(started, ending.endedAt()).toMillis());
  }
}
