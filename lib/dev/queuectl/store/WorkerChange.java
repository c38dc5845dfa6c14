package dev.queuectl.store;

import dev.queuectl.Worker;
import org.jspecify.annotations.Nullable;

/// What others ask of a worker, and what it says of itself.
public sealed interface WorkerChange {

  /// It is to leave. What overrules the [Worker.Stop] asked for is not taken back.
  record Leave(Worker.Stop how) implements WorkerChange {}

  /// It is to have so many slots, at least 1.
  record Scale(int slots) implements WorkerChange {}

  /// It has so many slots now. A wish for another number that has come since stays.
  record Scaled(int slots) implements WorkerChange {}

  /// Something keeps it from starting jobs.
  ///
  /// @param why a clause; null if nothing does (any more)
  record Trouble(@Nullable String why) implements WorkerChange {}
}
