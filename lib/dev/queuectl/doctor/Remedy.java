package dev.queuectl.doctor;

import dev.queuectl.QueueException;

/// What to do about a [Finding]. Whoever words it names the command.
public sealed interface Remedy {
  Remedy NONE = new ByHand("");

  /// A sentence that names no command, or nothing.
  record ByHand(String sentence) implements Remedy {}

  /// What the failure itself advises.
  record OfFailure(QueueException failure) implements Remedy {}

  /// What our own commands can do.
  enum Command implements Remedy {
    REPAIR,
    /// Some of it cannot be repaired.
    REPAIR_AND_REST_BY_HAND,
    REPAIR_ONCE_LEASE_HAS_LAPSED,
    START_WORKER,
    START_WORKER_IF_NONE_DOES
  }
}
