package dev.queuectl.outcome;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which ends of a job's attempts mean something else than that 0 is a success and everything else
/// a failure to be retried. Pure.
///
/// @param own what the job says
/// @param configured what holds where the job says nothing
/// @param snooze how long a snoozed job waits
/// @param mostSnoozes how often it may, until it counts as failed
public record OutcomeRules(Lists own, Lists configured, Duration snooze, int mostSnoozes) {
  /// As if there were no rules.
  public static final OutcomeRules NONE =
      new OutcomeRules(Lists.NONE, Lists.NONE, Duration.ZERO, 0);

  /// Null is what is not said.
  public record Lists(
      @Nullable OutcomeList success,
      @Nullable OutcomeList giveUp,
      @Nullable OutcomeList retryOnly,
      @Nullable OutcomeList snooze) {
    public static final Lists NONE = new Lists(null, null, null, null);
  }

  /// What an end other than exit code 0 means.
  public enum Verdict {
    SUCCESS,
    SNOOZE,
    GIVE_UP,
    /// It is none of those that are retried.
    NOT_RETRIED,
    FAILURE
  }

  /// What the job says comes before what is configured.
  public Verdict of(End end) {
    var others =
        new Lists(
            own.success() == null ? configured.success() : null,
            own.giveUp() == null ? configured.giveUp() : null,
            own.retryOnly() == null ? configured.retryOnly() : null,
            own.snooze() == null ? configured.snooze() : null);
    return Stream.of(own, others)
        .map(lists -> named(lists, end))
        .filter(verdict -> verdict != Verdict.NOT_RETRIED)
        .findFirst()
        .orElseGet(() -> unnamed(others));
  }

  /// @return `NOT_RETRIED` if no list has it
  private static Verdict named(Lists lists, End end) {
    if (has(lists.success(), end)) {
      return Verdict.SUCCESS;
    }
    if (has(lists.snooze(), end)) {
      return Verdict.SNOOZE;
    }
    if (has(lists.giveUp(), end)) {
      return Verdict.GIVE_UP;
    }
    return has(lists.retryOnly(), end) ? Verdict.FAILURE : Verdict.NOT_RETRIED;
  }

  private Verdict unnamed(Lists others) {
    var retried = own.retryOnly() != null ? own.retryOnly() : others.retryOnly();
    return retried == null || retried.isEmpty() ? Verdict.FAILURE : Verdict.NOT_RETRIED;
  }

  private static boolean has(@Nullable OutcomeList list, End end) {
    return list != null && list.has(end);
  }
}
