package dev.queuectl.store;

import dev.queuectl.Worker;
import org.jspecify.annotations.Nullable;

/// What others ask of a worker, and what it says of itself.
public sealed interface WorkerChange {

  /// It must leave. A stronger [Worker.Stop] that was asked for earlier stays.
  record Leave(Worker.Stop how) implements WorkerChange {}

  /// It must change to this many slots, at least 1.
  record Scale(int slots) implements WorkerChange {}

  /// It has this many slots now. A request for another number that has come in since stays.
  record Scaled(int slots) implements WorkerChange {}

  /// Something keeps it from starting jobs.
  ///
  /// @param why a clause; null if nothing does any more
  record Trouble(@Nullable String why) implements WorkerChange {}
}
