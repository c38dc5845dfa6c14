package dev.queuectl;

import dev.queuectl.tie.Dependency;
import java.util.Locale;
import java.util.Optional;

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

  /// How a job in this state has ended; empty if it has not.
  ///
  /// @param isSkipped whether it was cancelled since what it waited for could no longer come
  public Optional<Dependency.End> end(boolean isSkipped) {
    return switch (this) {
      case COMPLETED -> Optional.of(Dependency.End.COMPLETED);
      case DEAD -> Optional.of(Dependency.End.DEAD);
      case CANCELLED -> Optional.of(isSkipped ? Dependency.End.SKIPPED : Dependency.End.CANCELLED);
      case PENDING, PROCESSING, FAILED -> Optional.empty();
    };
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
