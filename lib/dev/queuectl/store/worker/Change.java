package dev.queuectl.store.worker;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a transition makes of a job's columns. The lease guarantees that the job is still as it was
/// when claimed.
///
/// @param runAt since when it can run again, if it can
/// @param dueAt until when it waits for its time, if it does
record Change(
    JobState state,
    int attempts,
    int interruptions,
    int snoozes,
    Instant runAt,
    @Nullable Instant dueAt,
    @Nullable Instant nextRetryAt,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  static Change of(Ending ending) {
    var job = ending.job();
    var ended = ending.endedAt();
    var same = new Counts(job);
    var attempt = new Counts(job.attemptsAfterNext(), same.interruptions, same.snoozes);
    var interruption = new Counts(same.attempts, job.interruptionsAfterNext(), same.snoozes);
    var error = Endings.error(ending.outcome());
    return switch (ending.transition()) {
      case Transition.Complete() -> finished(job, JobState.COMPLETED, attempt, ended, null);
      case Transition.Retry(var at) ->
          attempt.change(JobState.FAILED, job.runAt(), at, at, null, error);
      case Transition.Snooze(var at, var reason) ->
          new Counts(same.attempts, same.interruptions, job.snoozesAfterNext())
              .change(JobState.PENDING, at, at, null, null, reason);
      case Transition.Bury(var reason, var counts, _) ->
          finished(job, JobState.DEAD, counts ? attempt : interruption, ended, reason);
      case Transition.Cancel(var reason) ->
          finished(job, JobState.CANCELLED, same, ended, reason == null ? error : reason);
      case Transition.Release(var counts) ->
          (counts ? interruption : same).change(JobState.PENDING, ended, null, null, null, error);
    };
  }

  private static Change finished(
      Job job, JobState state, Counts counts, Instant at, @Nullable String error) {
    return counts.change(state, job.runAt(), null, null, at, error);
  }

  /// How often a job has done what.
  private record Counts(int attempts, int interruptions, int snoozes) {
    /// As they are, except for values that the table would refuse.
    Counts(Job job) {
      this(
          Math.max(0, job.attempts()),
          Math.max(0, job.interruptions()),
          Math.max(0, job.snoozes()));
    }

    Change change(
        JobState state,
        Instant runAt,
        @Nullable Instant dueAt,
        @Nullable Instant nextRetryAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {
      return new Change(
          state, attempts, interruptions, snoozes, runAt, dueAt, nextRetryAt, finishedAt, error);
    }
  }
}
