package dev.queuectl;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What can be done to many jobs at once; each the same as the method of [JobStore] of that name.
public enum JobVerb {
  CANCEL(JobState.PENDING, JobState.FAILED, JobState.PROCESSING),
  RETRY(JobState.FAILED, JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED),
  HOLD(JobState.PENDING, JobState.FAILED),
  RELEASE(JobState.PENDING, JobState.FAILED),
  REMOVE(JobState.PENDING, JobState.FAILED, JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED);

  private final Set<JobState> states;

  JobVerb(JobState first, JobState... others) {
    this.states = EnumSet.of(first, others);
  }

  /// Whether it can be done to a job in that state.
  public boolean suits(JobState state) {
    return states.contains(state);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a job then is: `cancelled`, `retried`, ...
  public String done() {
    return switch (this) {
      case CANCEL -> "cancelled";
      case RETRY -> "retried";
      case HOLD -> "held";
      case RELEASE -> "released";
      case REMOVE -> "removed";
    };
  }

  public static JobVerb of(String text) {
    return Words.match("action", text, values(), JobVerb::word);
  }
}
