package dev.queuectl;

import java.time.Instant;

/// What the outcome of an attempt does to its job.
public sealed interface Transition {

  /// To `completed`.
  record Complete() implements Transition {}

  /// To `failed`, due again at a time.
  record Retry(Instant at) implements Transition {}

  /// To `dead`, the dead letter queue.
  ///
  /// @param counts whether the attempt ended by its own doing, and so grows `attempts`
  record Bury(String reason, boolean counts) implements Transition {}

  /// To `cancelled`.
  record Cancel() implements Transition {}

  /// Back to `pending` at once: the interruption was not the job's failure.
  ///
  /// @param counts whether it grows `interruptions`
  record Release(boolean counts) implements Transition {}

  /// The whole state machine of a running job. Pure.
  ///
  /// @param job as it was when claimed
  /// @param now when the attempt ended
  static Transition of(Job job, Outcome outcome, RetryPolicy policy, Instant now) {
    return switch (outcome) {
      case Outcome.Succeeded() -> new Complete();
      case Outcome.Cancelled _ -> new Cancel();
      case Outcome.Interrupted(_, var ran, _) when !ran -> new Release(false);
      case Outcome.Interrupted(var reason, _, _) ->
          job.interruptionsAfterNext() >= policy.maxInterruptions()
              ? new Bury(
                  "interrupted %d times, the last time: %s"
                      .formatted(job.interruptionsAfterNext(), reason),
                  false)
              : new Release(true);
      case Outcome.Failed _, Outcome.Killed _, Outcome.TimedOut _, Outcome.NotStarted _ ->
          afterFailure(job, outcome, policy, now);
    };
  }

  private static Transition afterFailure(
      Job job, Outcome outcome, RetryPolicy policy, Instant now) {
    var attempts = job.attemptsAfterNext();
    if (attempts >= job.maxAttempts()) {
      return new Bury(outcome.describe(), true);
    }
    var delay = policy.delay(attempts, job.seq() * 31 + attempts);
    return new Retry(now.plus(delay));
  }
}
