package dev.queuectl.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What people set for a whole queue.
public sealed interface QueueChange {

  /// Keeps the queue's jobs from being claimed; running ones continue. If the queue is already
  /// paused, it keeps the time since when, and gets the new reason if there is one.
  record Pause(@Nullable String reason, Instant at) implements QueueChange {}

  /// Lets the queue's jobs be claimed again; a queue that is not paused stays as it is.
  record Resume() implements QueueChange {}

  /// Limits how many of the queue's jobs run at a time, over all workers of the store. If more than
  /// that are already running, they continue.
  ///
  /// @param concurrency null to lift the limit
  record Limit(@Nullable Integer concurrency) implements QueueChange {}
}
