package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.COUNT_WORK;
import static dev.queuectl.store.schema.Prepared.END;
import static dev.queuectl.store.schema.Prepared.KEEP_ATTEMPT;

import dev.queuectl.Attempt;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.Text;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Applying what became of attempts, inside the transaction of an exchange.
final class Endings {
  private Endings() {}

  /// @return whether the ending was applied; false when the lease has gone to somebody else, and
  ///   then nothing is changed
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
    var after = JobUpdate.of(ending);
    return session.run(
            END,
            after.state().word(),
            after.attempts(),
            after.interruptions(),
            millis(after.runAt()),
            millis(after.nextRetryAt()),
            millis(after.nextRetryAt()),
            millis(after.finishedAt()),
            exitCode(ending.outcome(), job.exitCode()),
            kept(after.error()),
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

  private static void keepAttempt(SqlSession session, Ending ending, int number) {
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
        outcome.word(),
        attemptExitCode(outcome),
        signal(outcome),
        error(outcome),
        ending.stdoutBytes(),
        ending.stderrBytes());
  }

  private static @Nullable Integer exitCode(Outcome outcome, @Nullable Integer otherwise) {
    var code = outcome.exitCode();
    return code.isPresent() ? Integer.valueOf(code.getAsInt()) : otherwise;
  }

  /// Unlike its job's, it says how the command itself ended where the outcome has no code.
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

  /// Reasons may quote what others have written.
  private static @Nullable String kept(@Nullable String error) {
    return error == null ? null : Text.shortened(error, Attempt.MAX_ERROR);
  }

  /// Adds what has ended to what the worker has done.
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
}
