package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.COUNT_WORK;
import static dev.queuectl.store.schema.Prepared.END;
import static dev.queuectl.store.schema.Prepared.GIVE_BACK;
import static dev.queuectl.store.schema.Prepared.KEEP_ATTEMPT;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Attempt;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Text;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.job.UniqueKeys;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Stores what becomes of jobs whose attempts have ended, inside the transaction of an exchange. A
/// worker changes a job only under the token of its claim.
final class Endings {
  private Endings() {}

  /// @return whether the ending was applied; if the lease has gone to somebody else, nothing is
  ///   changed
  static boolean apply(SqlSession session, Ending ending) {
    return apply(session, ending, ending.job().lastAttempt());
  }

  /// The same, as an attempt of another number.
  static boolean apply(SqlSession session, Ending ending, int number) {
    var changed = changeJob(session, ending);
    if (changed) {
      keepAttempt(session, ending, number);
    }
    return changed;
  }

  private static boolean changeJob(SqlSession session, Ending ending) {
    var job = ending.job();
    var after = Change.of(ending);
    var cause = after.state() == JobState.DEAD ? ending.noticed().cause() : null;
    return session.run(
            END,
            after.state().word(),
            after.attempts(),
            after.interruptions(),
            after.snoozes(),
            millis(after.runAt()),
            millis(after.dueAt()),
            millis(after.nextRetryAt()),
            millis(after.finishedAt()),
            exitCode(ending.outcome(), job.exitCode()),
            kept(after.error()),
            ending.noticed().lastStderr(),
            cause == null ? null : cause.name(),
            cause == null ? null : cause.message(),
            millis(ending.endedAt()),
            job.seq(),
            Objects.requireNonNull(job.lease()).token())
        == 1;
  }

  /// Ends a job that was claimed and must not be started.
  static boolean bury(SqlSession session, Job job, Instant now) {
    var reason = Objects.requireNonNull(job.error());
    var bury = new Transition.Bury(reason, false);
    return apply(session, new Ending(job, new Outcome.NotStarted(reason), bury, now, 0, 0));
  }

  static void keepAttempt(SqlSession session, Ending ending, int number) {
    var job = ending.job();
    var outcome = ending.outcome();
    var lease = Objects.requireNonNull(job.lease());
    session.run(
        KEEP_ATTEMPT,
        job.seq(),
        number,
        lease.worker(),
        lease.slot(),
        millis(job.startedAt()),
        millis(ending.endedAt()),
        ending.word(),
        attemptExitCode(outcome),
        signal(outcome),
        ending.transition() instanceof Transition.Complete ? null : error(outcome),
        ending.noticed().lastStderr(),
        ending.noticed().order(),
        ending.stdoutBytes(),
        ending.stderrBytes());
  }

  private static @Nullable Integer exitCode(Outcome outcome, @Nullable Integer otherwise) {
    var code = outcome.exitCode();
    return code.isPresent() ? Integer.valueOf(code.getAsInt()) : otherwise;
  }

  /// Unlike the job's exit code, it tells how the command itself ended, even if the outcome has
  /// none.
  private static @Nullable Integer attemptExitCode(Outcome outcome) {
    var own = outcome.own();
    return exitCode(outcome, own == null ? null : own.exitCode());
  }

  private static @Nullable Integer signal(Outcome outcome) {
    var own = outcome.own();
    return outcome instanceof Outcome.Killed(var signal)
        ? Integer.valueOf(signal)
        : own == null ? null : own.signal();
  }

  static @Nullable String error(Outcome outcome) {
    return outcome instanceof Outcome.Succeeded ? null : kept(outcome.describe());
  }

  /// Reasons may quote text from elsewhere.
  private static @Nullable String kept(@Nullable String error) {
    return error == null ? null : Text.shortened(error, Attempt.MAX_ERROR);
  }

  /// Adds the endings to what the worker has done.
  static void count(SqlSession session, String workerId, List<Ending> applied) {
    if (!applied.isEmpty()) {
      var millis = applied.stream().mapToLong(Endings::runMillis).sum();
      session.run(COUNT_WORK, (long) applied.size(), millis, workerId);
    }
  }

  private static long runMillis(Ending ending) {
    var started = Objects.requireNonNull(ending.job().startedAt());
    return Math.max(0, Durations.between(started, ending.endedAt()).toMillis());
  }

  /// Undoes the claim of a job that was not started. Changes nothing if the lease has gone to
  /// another worker.
  static int giveBack(SqlSession session, Job job, Instant now) {
    var successor = UniqueKeys.successor(session, job);
    if (successor.isPresent()) {
      var cancel = new Transition.Cancel(doneBy(successor.get()));
      var never = new Outcome.Interrupted("never started", false);
      return apply(session, new Ending(job, never, cancel, now, 0, 0)) ? 1 : 0;
    }
    return session.run(
        GIVE_BACK,
        now.toEpochMilli(),
        now.toEpochMilli(),
        job.seq(),
        Objects.requireNonNull(job.lease()).token());
  }

  /// The error of a job whose key a newer one has taken while it ran.
  static String doneBy(Job successor) {
    return "its work is done by " + successor.id();
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query end(DSLContext sql) {
      return underLease(
          sql.update(JOBS)
              .set(JOBS.STATE, value(JOBS.STATE))
              .set(JOBS.ATTEMPTS, value(JOBS.ATTEMPTS))
              .set(JOBS.INTERRUPTIONS, value(JOBS.INTERRUPTIONS))
              .set(JOBS.SNOOZES, value(JOBS.SNOOZES))
              .set(JOBS.RUN_AT, value(JOBS.RUN_AT))
              .set(JOBS.DUE_AT, value(JOBS.DUE_AT))
              .set(JOBS.NEXT_RETRY_AT, value(JOBS.NEXT_RETRY_AT))
              .set(JOBS.FINISHED_AT, value(JOBS.FINISHED_AT))
              .set(JOBS.EXIT_CODE, value(JOBS.EXIT_CODE))
              .set(JOBS.ERROR, value(JOBS.ERROR))
              .set(JOBS.LAST_STDERR, value(JOBS.LAST_STDERR))
              .set(JOBS.CAUSE, value(JOBS.CAUSE))
              .set(JOBS.CAUSE_MESSAGE, value(JOBS.CAUSE_MESSAGE))
              .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT)));
    }

    static Query giveBack(DSLContext sql) {
      return underLease(
          sql.update(JOBS)
              .set(
                  JOBS.STATE,
                  DSL.when(JOBS.CANCEL_REQUESTED_AT.isNull(), word(JobState.PENDING))
                      .otherwise(word(JobState.CANCELLED)))
              .set(
                  JOBS.FINISHED_AT,
                  DSL.when(JOBS.CANCEL_REQUESTED_AT.isNotNull(), value(JOBS.FINISHED_AT)))
              .set(
                  JOBS.LAST_ATTEMPT,
                  DSL.greatest(JOBS.LAST_ATTEMPT, DSL.inline(1)).minus(DSL.inline(1)))
              .set(
                  JOBS.STARTED_AT,
                  DSL.field(
                      DSL.select(DSL.max(ATTEMPTS.STARTED_AT))
                          .from(ATTEMPTS)
                          .where(ATTEMPTS.JOB_SEQ.eq(JOBS.SEQ))))
              .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT)));
    }

    /// Also ends the lease, and changes nothing if the lease has gone to another worker.
    private static Query underLease(UpdateSetMoreStep<?> update) {
      return update
          .set(JOBS.WORKER, none(JOBS.WORKER))
          .set(JOBS.SLOT, none(JOBS.SLOT))
          .set(JOBS.LEASE_UNTIL, none(JOBS.LEASE_UNTIL))
          .set(JOBS.CANCEL_REQUESTED_AT, none(JOBS.CANCEL_REQUESTED_AT))
          .where(JOBS.SEQ.eq(value(JOBS.SEQ)), inState(JobState.PROCESSING))
          .and(JOBS.LEASE_TOKEN.eq(value(JOBS.LEASE_TOKEN)));
    }

    static Query keepAttempt(DSLContext sql) {
      return sql.insertInto(ATTEMPTS)
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
          .set(ATTEMPTS.LAST_STDERR, value(ATTEMPTS.LAST_STDERR))
          .set(ATTEMPTS.OUTPUT_ORDER, value(ATTEMPTS.OUTPUT_ORDER))
          .set(ATTEMPTS.STDOUT_BYTES, value(ATTEMPTS.STDOUT_BYTES))
          .set(ATTEMPTS.STDERR_BYTES, value(ATTEMPTS.STDERR_BYTES));
    }

    static Query countWork(DSLContext sql) {
      return sql.update(WORKERS)
          .set(WORKERS.JOBS_DONE, WORKERS.JOBS_DONE.plus(value(WORKERS.JOBS_DONE)))
          .set(WORKERS.RUN_MILLIS, WORKERS.RUN_MILLIS.plus(value(WORKERS.RUN_MILLIS)))
          .where(WORKERS.ID.eq(value(WORKERS.ID)));
    }
  }
}
