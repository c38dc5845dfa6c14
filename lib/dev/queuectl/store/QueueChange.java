package dev.queuectl.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What people set for a whole queue.
public sealed interface QueueChange {

  /// Keeps the queue's jobs from being claimed; those that run go on. One that is paused already
  /// stays so since when it was, for the new reason if there is one.
  record Pause(@Nullable String reason, Instant at) implements QueueChange {}

  /// Lets the queue's jobs be claimed again; one that is not paused stays as it is.
  record Resume() implements QueueChange {}

  /// Limits how many of the queue's jobs run at a time, over all workers of the store. More than
  /// that may go on running if they run already.
  ///
  /// @param concurrency null to lift the limit
  record Limit(@Nullable Integer concurrency) implements QueueChange {}
}
