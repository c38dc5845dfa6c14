package dev.queuectl;

import java.util.Locale;

/// The six states of a job. Being held, scheduled for later or cancelled-while-running are reasons
/// shown by `why`, not states.
public enum JobState {
  /// Waiting: for a free slot, for its time, or for being released.
  PENDING,
  /// A worker holds a lease on it.
  PROCESSING,
  /// Its last attempt succeeded.
  COMPLETED,
  /// Its last attempt failed; it is retried at `next_retry_at`.
  FAILED,
  /// In the dead letter queue: no attempts left.
  DEAD,
  /// Cancelled by hand.
  CANCELLED;

  /// Whether a job in this state stays there until somebody acts.
  public boolean isFinal() {
    return this == COMPLETED || this == DEAD || this == CANCELLED;
  }

  /// The word for people, for JSON and for the column: lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state of that name, in any case.
  ///
  /// @throws QueueException.Invalid naming the states there are
  public static JobState of(String text) {
    return Words.match("state", text, values(), JobState::word);
  }
}
