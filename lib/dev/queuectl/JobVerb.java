package dev.queuectl;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What can be done to jobs by hand, and in which states: the only place that says so.
public enum JobVerb {
  /// Ends the job: at once where it waits, by a request to its worker where it runs.
  CANCEL(JobState.PENDING, JobState.FAILED, JobState.PROCESSING),

  /// Puts it back to `pending`, with no attempts counted; its history stays. It runs at once,
  /// unless it is held or its `run_at` is in the future.
  RETRY(JobState.FAILED, JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED),

  /// Keeps it from being claimed.
  HOLD(JobState.PENDING, JobState.FAILED),

  /// Ends a hold; a job that is not held stays as it is.
  RELEASE(JobState.PENDING, JobState.FAILED),

  /// Deletes it with its history.
  REMOVE(JobState.PENDING, JobState.FAILED, JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED);

  private final Set<JobState> states;

  JobVerb(JobState first, JobState... others) {
    this.states = EnumSet.of(first, others);
  }

  /// In which it can be done.
  public Set<JobState> states() {
    return EnumSet.copyOf(states);
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
