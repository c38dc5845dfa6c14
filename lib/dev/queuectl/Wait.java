package dev.queuectl;

import static dev.queuectl.JobState.FAILED;
import static dev.queuectl.JobState.PENDING;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a pending or failed job waits for: each for one thing.
public enum Wait {
  /// A free slot, and nothing else of its own.
  READY(EnumSet.of(PENDING)),
  /// Its time, `run_at`.
  SCHEDULED(EnumSet.of(PENDING)),
  /// The time of its next attempt.
  RETRYING(EnumSet.of(FAILED)),
  /// To be released, whatever its time is.
  HELD(EnumSet.of(PENDING, FAILED)),
  /// Ends of other jobs.
  BLOCKED(EnumSet.of(PENDING));

  private final Set<JobState> states;

  Wait(Set<JobState> states) {
    this.states = states;
  }

  /// The states that such a job can be in.
  public Set<JobState> states() {
    return EnumSet.copyOf(states);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// That of this word, in any case.
  public static Optional<Wait> find(String word) {
    return Arrays.stream(values())
        .filter(wait -> wait.word().equalsIgnoreCase(word.strip()))
        .findFirst();
  }

  /// Empty of a job that runs or has ended.
  public static Optional<Wait> of(Job job, Instant now) {
    return Optional.ofNullable(
        of(job.state(), job.held(), job.ties().waitingOn() > 0, job.runAt(), now));
  }

  /// @param blocked whether a pending job waits for others
  /// @param due when a pending job is to run
  /// @return null of a job that runs or has ended
  public static @Nullable Wait of(
      JobState state, boolean held, boolean blocked, @Nullable Instant due, Instant now) {
    return switch (state) {
      case PENDING ->
          held ? HELD : blocked ? BLOCKED : due != null && due.isAfter(now) ? SCHEDULED : READY;
      case FAILED -> held ? HELD : RETRYING;
      case PROCESSING, COMPLETED, DEAD, CANCELLED -> null;
    };
  }

  /// When its time comes; empty if it waits for none, or the time has come.
  public static Optional<Instant> due(Job job, Instant now) {
    var due =
        switch (job.state()) {
          case PENDING -> job.runAt();
          case FAILED -> job.nextRetryAt();
          case PROCESSING, COMPLETED, DEAD, CANCELLED -> null;
        };
    return Optional.ofNullable(due).filter(time -> time.isAfter(now));
  }
}
