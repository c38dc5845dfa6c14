package dev.queuectl.store.worker;

import dev.queuectl.JobState;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a transition makes of the columns of a job. The lease guarantees that the job is still as
/// it was when claimed.
///
/// @param runAt since when it can run again, where it can
record JobUpdate(
    JobState state,
    int attempts,
    int interruptions,
    Instant runAt,
    @Nullable Instant nextRetryAt,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  static JobUpdate of(Ending ending) {
    var job = ending.job();
    var runAt = job.runAt();
    var ended = ending.endedAt();
    var attempts = job.attemptsAfterNext();
    var interruptions = job.interruptionsAfterNext();
    // as they are, but for what the table would refuse
    var attemptsBefore = Math.max(0, job.attempts());
    var interruptionsBefore = Math.max(0, job.interruptions());
    var error = Endings.error(ending.outcome());
    return switch (ending.transition()) {
      case Transition.Complete() ->
          new JobUpdate(
              JobState.COMPLETED, attempts, interruptionsBefore, runAt, null, ended, error);
      case Transition.Retry(var at) ->
          new JobUpdate(JobState.FAILED, attempts, interruptionsBefore, runAt, at, null, error);
      case Transition.Bury(var reason, var counts) when counts ->
          new JobUpdate(JobState.DEAD, attempts, interruptionsBefore, runAt, null, ended, reason);
      case Transition.Bury(var reason, _) ->
          new JobUpdate(JobState.DEAD, attemptsBefore, interruptions, runAt, null, ended, reason);
      case Transition.Cancel() ->
          new JobUpdate(
              JobState.CANCELLED, attemptsBefore, interruptionsBefore, runAt, null, ended, error);
      case Transition.Release(var counts) ->
          new JobUpdate(
              JobState.PENDING,
              attemptsBefore,
              counts ? interruptions : interruptionsBefore,
              ended,
              null,
              null,
              error);
    };
  }
}
