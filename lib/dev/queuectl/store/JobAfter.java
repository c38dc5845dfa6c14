package dev.queuectl.store;

import dev.queuectl.JobState;
import dev.queuectl.Transition;
import dev.queuectl.WorkerStore.Ending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a transition makes of the columns of a job. The lease guarantees that the job is still as
/// it was when claimed.
///
/// @param runAt since when it can run again, where it can
record JobAfter(
    JobState state,
    int attempts,
    int interruptions,
    Instant runAt,
    @Nullable Instant nextRetryAt,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  static JobAfter of(Ending ending) {
    var job = ending.job();
    var runAt = job.runAt();
    var ended = ending.endedAt();
    var attempts = job.attempts() + 1;
    var interruptions = job.interruptions() + 1;
    var error = Endings.error(ending.outcome());
    return switch (ending.transition()) {
      case Transition.Complete() ->
          new JobAfter(
              JobState.COMPLETED, attempts, job.interruptions(), runAt, null, ended, error);
      case Transition.Retry(var at) ->
          new JobAfter(JobState.FAILED, attempts, job.interruptions(), runAt, at, null, error);
      case Transition.Bury(var reason, var counts) when counts ->
          new JobAfter(JobState.DEAD, attempts, job.interruptions(), runAt, null, ended, reason);
      case Transition.Bury(var reason, _) ->
          new JobAfter(JobState.DEAD, job.attempts(), interruptions, runAt, null, ended, reason);
      case Transition.Cancel() ->
          new JobAfter(
              JobState.CANCELLED, job.attempts(), job.interruptions(), runAt, null, ended, error);
      case Transition.Release(var counts) ->
          new JobAfter(
              JobState.PENDING,
              job.attempts(),
              counts ? interruptions : job.interruptions(),
              ended,
              null,
              null,
              error);
    };
  }
}
