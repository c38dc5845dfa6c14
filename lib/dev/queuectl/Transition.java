package dev.queuectl;

import dev.queuectl.outcome.OutcomeRules;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the outcome of an attempt does to its job.
public sealed interface Transition {

  /// To `completed`.
  record Complete() implements Transition {}

  /// To `failed`, due again at a time.
  record Retry(Instant at) implements Transition {}

  /// To `dead`, the dead letter queue.
  ///
  /// @param counts whether the attempt ended by its own doing, and so grows `attempts`
  /// @param gaveUp whether a rule says that it is not to be retried
  record Bury(String reason, boolean counts, boolean gaveUp) implements Transition {
    public Bury(String reason, boolean counts) {
      this(reason, counts, false);
    }
  }

  /// Back to `pending`, due again at a time: a rule says that this was no failure. Grows `snoozes`,
  /// and uses no attempt.
  record Snooze(Instant at, String reason) implements Transition {}

  /// To `cancelled`.
  ///
  /// @param reason null if somebody has asked for it
  record Cancel(@Nullable String reason) implements Transition {
    public Cancel() {
      this(null);
    }
  }

  /// Back to `pending` at once: the interruption was not the job's failure.
  ///
  /// @param counts whether it grows `interruptions`
  record Release(boolean counts) implements Transition {}

  /// The whole state machine of a running job. Pure.
  ///
  /// @param job as it was when claimed
  /// @param rules about ends by the command's own doing
  /// @param stderr the end of what it wrote to standard error; only asked for by rules about it
  /// @param now when the attempt ended
  static Transition of(
      Job job,
      Outcome outcome,
      RetryPolicy policy,
      OutcomeRules rules,
      Supplier<String> stderr,
      Instant now) {
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
          switch (rules.of(Objects.requireNonNull(outcome.end(stderr)))) {
            case SUCCESS -> new Complete();
            case SNOOZE -> snooze(job, outcome, policy, rules, now);
            case GIVE_UP -> giveUp(outcome, "in give_up_on");
            case NOT_RETRIED -> giveUp(outcome, "not in retry_only_on");
            case FAILURE -> afterFailure(job, outcome, "", policy, now);
          };
    };
  }

  /// The same without rules.
  static Transition of(Job job, Outcome outcome, RetryPolicy policy, Instant now) {
    return of(job, outcome, policy, OutcomeRules.NONE, () -> "", now);
  }

  private static Transition giveUp(Outcome outcome, String why) {
    return new Bury("%s: %s, so it was not retried".formatted(outcome.describe(), why), true, true);
  }

  private static Transition snooze(
      Job job, Outcome outcome, RetryPolicy policy, OutcomeRules rules, Instant now) {
    if (job.snoozes() >= rules.mostSnoozes()) {
      var often = ", after %,d snoozes (max_snoozes)".formatted(job.snoozes());
      return afterFailure(job, outcome, often, policy, now);
    }
    return new Snooze(
        now.plus(rules.snooze()),
        "%s: in snooze_on, so it waits %s"
            .formatted(outcome.describe(), Durations.text(rules.snooze())));
  }

  /// @param often said of a job that is dead
  private static Transition afterFailure(
      Job job, Outcome outcome, String often, RetryPolicy policy, Instant now) {
    var attempts = job.attemptsAfterNext();
    if (attempts >= job.maxAttempts()) {
      return new Bury(outcome.describe() + often, true);
    }
    var delay = policy.delay(attempts, job.seq() * 31 + attempts);
    return new Retry(now.plus(delay));
  }
}
