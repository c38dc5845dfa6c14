package dev.queuectl;

import static dev.queuectl.JobState.CANCELLED;
import static dev.queuectl.JobState.COMPLETED;
import static dev.queuectl.JobState.DEAD;
import static dev.queuectl.JobState.FAILED;
import static dev.queuectl.JobState.PENDING;
import static dev.queuectl.JobState.PROCESSING;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What can be done to jobs by hand, and in which states: the only place that says so.
public enum JobVerb {
  /// Ends the job: at once where it waits, by a request to its worker where it runs.
  CANCEL(EnumSet.of(PENDING, FAILED, PROCESSING)),

  /// Puts it back to `pending`, with no attempts counted; its history stays. It runs at once,
  /// unless it is held or its `run_at` is in the future. Whoever wants completed or cancelled jobs
  /// to run again says so.
  RETRY(EnumSet.of(FAILED, COMPLETED, DEAD, CANCELLED), EnumSet.of(FAILED, DEAD)),

  /// Keeps it from being claimed.
  HOLD(EnumSet.of(PENDING, FAILED)),

  /// Ends a hold; a job that is not held stays as it is.
  RELEASE(EnumSet.of(PENDING, FAILED)),

  /// Deletes it with its history.
  REMOVE(
      EnumSet.of(PENDING, FAILED, COMPLETED, DEAD, CANCELLED),
      EnumSet.of(COMPLETED, DEAD, CANCELLED));

  private final Set<JobState> states;
  private final Set<JobState> usualStates;

  JobVerb(Set<JobState> states) {
    this(states, states);
  }

  JobVerb(Set<JobState> states, Set<JobState> usualStates) {
    this.states = states;
    this.usualStates = usualStates;
  }

  /// In which it can be done.
  public Set<JobState> states() {
    return EnumSet.copyOf(states);
  }

  /// The states that are meant if no state is given.
  public Set<JobState> usualStates() {
    return EnumSet.copyOf(usualStates);
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

  /// The same, at the beginning of a sentence.
  public String capitalDone() {
    return Character.toUpperCase(done().charAt(0)) + done().substring(1);
  }

  public static JobVerb of(String text) {
    return Words.match("action", text, values(), JobVerb::word);
  }
}
