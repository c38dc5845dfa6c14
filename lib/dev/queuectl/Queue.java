package dev.queuectl;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A named line of jobs with its own limits. It exists while it has jobs or somebody has set
/// something for it.
///
/// @param counts how many jobs it has in each state; every state has an entry
/// @param concurrency how many of its jobs may run at a time, over all workers of the store; null
///   means without limit
/// @param pausedAt since when none of its jobs are claimed; null while they are
/// @param pauseReason why, in somebody's words
public record Queue(
    String name,
    Map<JobState, Long> counts,
    @Nullable Integer concurrency,
    @Nullable Instant pausedAt,
    @Nullable String pauseReason) {

  public Queue {
    counts = Map.copyOf(counts);
  }

  public long count(JobState state) {
    return counts.getOrDefault(state, 0L);
  }

  public boolean isPaused() {
    return pausedAt != null;
  }

  /// Whether as many of its jobs run as may. Every one that is processing counts, those of a dead
  /// worker included, until it is taken over.
  public boolean isFull() {
    return concurrency != null && count(JobState.PROCESSING) >= concurrency;
  }
}
