package dev.queuectl.doctor;

import dev.queuectl.QueueException;

/// What to do about a [Finding]. Which command does it is up to who words it.
public sealed interface Remedy {
  Remedy NONE = new ByHand("");

  /// A sentence that names no command, or nothing.
  record ByHand(String sentence) implements Remedy {}

  /// What the failure asks for.
  record OfFailure(QueueException failure) implements Remedy {}

  /// What our own commands do.
  enum Command implements Remedy {
    REPAIR,
    /// Some of it cannot be repaired.
    REPAIR_AND_REST_BY_HAND,
    REPAIR_ONCE_LEASE_HAS_LAPSED,
    START_WORKER,
    START_WORKER_IF_NONE_DOES
  }
}
