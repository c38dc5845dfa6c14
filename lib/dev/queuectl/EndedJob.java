package dev.queuectl;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a completed or dead job ran last.
///
/// @param attempts how many executions it took
/// @param readyAt since when its newest attempt could have begun
/// @param startedAt when that did; null if it never did
public record EndedJob(
    JobState state,
    int attempts,
    Instant readyAt,
    @Nullable Instant startedAt,
    Instant finishedAt) {

  /// For how long it waited for a slot; zero if it was never started.
  public Duration waited() {
    return startedAt == null ? Duration.ZERO : Durations.between(readyAt, startedAt);
  }

  public Duration ran() {
    return startedAt == null ? Duration.ZERO : Durations.between(startedAt, finishedAt);
  }
}
