package dev.queuectl.cli.transfer;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the fields of a job and of its history say of each other in a store. Times are compared
/// only where one clock has made both: it may have been set back in between. Pure.
final class ArchiveRules {
  /// After these a job is tried again, or dead.
  private static final Set<String> FAILURES =
      Set.of("failed", "killed", "timed_out", "not_started");

  private static final String INTERRUPTED = "interrupted";
  private static final String NOT_STARTED = "not_started";
  private static final String SUCCEEDED = "succeeded";

  /// How the error of a job begins whose row `doctor --repair` has put right: its history is
  /// whatever was left of it.
  private static final String MENDED = "mended by doctor";

  private final Job job;
  private final List<Attempt> history;
  private final @Nullable Attempt last;

  private ArchiveRules(Job job, List<Attempt> history) {
    this.job = job;
    this.history = history;
    this.last = history.isEmpty() ? null : history.getLast();
  }

  /// @param history the attempts that have ended, oldest first
  /// @throws QueueException.Invalid naming the first rule that is broken
  static void check(Job job, List<Attempt> history) {
    history.forEach(ArchiveRules::check);
    var rules = new ArchiveRules(job, history);
    rules.checkState();
    if (job.error() == null || !job.error().startsWith(MENDED)) {
      rules.checkCounts();
      rules.checkExitCode();
      rules.checkEnd();
    }
  }

  /// Of one attempt: the codes that belong to its outcome, see [Outcome#exitCode].
  private static void check(Attempt attempt) {
    var outcome = Objects.requireNonNull(attempt.outcome());
    var signal = attempt.signal();
    var expected =
        switch (outcome) {
          // the rules of a job may take any code for a success
          case SUCCEEDED -> code(attempt) >= 0 && (signal == null || code(attempt) == 128 + signal);
          case "failed" -> code(attempt) > 0 && signal == null;
          case "timed_out" -> code(attempt) == 124;
          case NOT_STARTED -> code(attempt) == 125 && signal == null;
          case "killed" -> signal != null && code(attempt) == 128 + signal;
          default -> signal == null || code(attempt) == 128 + signal;
        };
    demand(
        expected,
        "attempt %d %s: exit_code and signal do not match the outcome"
            .formatted(attempt.number(), outcome));
    demand(
        (attempt.error() == null) == outcome.equals(SUCCEEDED),
        "attempt %d: error must be set if, and only if, it did not succeed"
            .formatted(attempt.number()));
    demand(
        !Objects.requireNonNull(attempt.endedAt()).isBefore(attempt.startedAt()),
        "attempt %d: ended_at is before started_at".formatted(attempt.number()));
  }

  private static int code(Attempt attempt) {
    return attempt.exitCode() == null ? -1 : attempt.exitCode();
  }

  private void checkState() {
    var state = job.state();
    demandExactly("finished_at", job.finishedAt() != null, "has ended", state.isFinal());
    demandExactly(
        "next_retry_at", job.nextRetryAt() != null, "is failed", state == JobState.FAILED);
    demand(
        !job.held() || state != JobState.PROCESSING && state != JobState.COMPLETED,
        "held: a job cannot be held and " + state.word());
    demand(
        !job.isDamaged() || state == JobState.DEAD,
        "its error says that its row is damaged, but it is " + state.word());
    demand(
        state != JobState.COMPLETED || job.error() == null,
        "error must not be set if the job is completed");
    demand(
        state != JobState.FAILED && state != JobState.DEAD || job.error() != null,
        "error must be set if the job is " + state.word());
    demand(
        job.startedAt() != null || last == null && state != JobState.PROCESSING,
        "started_at must be set if the job was started");
    demand(
        state.isFinal() || job.attempts() == 0 || job.attempts() < job.maxAttempts(),
        "attempts must be below max_retries if the job is " + state.word());
  }

  private void checkCounts() {
    var own = history.stream().filter(ArchiveRules::endedItself).count();
    var others =
        history.stream()
            .filter(it -> INTERRUPTED.equals(it.outcome()) || NOT_STARTED.equals(it.outcome()))
            .count();
    demand(
        job.attempts() <= own,
        "attempts is %d, but only %d in the history count".formatted(job.attempts(), own));
    demand(
        job.interruptions() <= others,
        "interruptions is %d, but the history has only %d".formatted(job.interruptions(), others));
  }

  private static boolean endedItself(Attempt attempt) {
    return SUCCEEDED.equals(attempt.outcome()) || FAILURES.contains(attempt.outcome());
  }

  /// It is that of the last attempt that has one, until a retry by hand.
  private void checkExitCode() {
    var newest = history.reversed().stream().filter(ArchiveRules::endedItself).findFirst();
    demand(
        job.exitCode() == null
            ? job.attempts() == 0
            : newest.filter(it -> Objects.equals(job.exitCode(), it.exitCode())).isPresent(),
        "exit_code does not match the history");
  }

  private void checkEnd() {
    var outcome = last == null ? "none" : last.outcome();
    var fits =
        switch (job.state()) {
          case COMPLETED -> SUCCEEDED.equals(outcome) && job.attempts() > 0;
          case FAILED ->
              FAILURES.contains(outcome)
                  && job.attempts() > 0
                  && Objects.equals(job.error(), Objects.requireNonNull(last).error());
          case DEAD -> isInterruptedOrFailed(outcome) && job.attempts() + job.interruptions() > 0;
          case PENDING, PROCESSING -> job.attempts() == 0 || isInterruptedOrFailed(outcome);
          case CANCELLED -> true;
        };
    demand(
        fits,
        "its history does not fit a %s job: the last outcome is %s"
            .formatted(job.state().word(), outcome));
    demand(
        job.state() != JobState.COMPLETED
            || !Objects.requireNonNull(job.finishedAt())
                .isBefore(Objects.requireNonNull(Objects.requireNonNull(last).endedAt())),
        "finished_at is before the end of its last attempt");
  }

  private static boolean isInterruptedOrFailed(@Nullable String outcome) {
    return INTERRUPTED.equals(outcome) || outcome != null && FAILURES.contains(outcome);
  }

  private void demandExactly(String field, boolean isSet, String when, boolean mustBe) {
    demand(
        isSet == mustBe,
        "%s must be set if, and only if, the job %s, but it is %s"
            .formatted(field, when, job.state().word()));
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new QueueException.Invalid(otherwise);
    }
  }
}
