package dev.queuectl.worker;

import dev.queuectl.action.Actor;
import dev.queuectl.action.AuditLog;
import dev.queuectl.action.JobExpiry;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Cancels jobs that have not begun in time, as every worker of a store does. When the next may be
/// comes with the worker's orders and with each exchange, so that nobody asks for it otherwise.
final class Expiry {
  /// The rest follows after the next exchange, so that other work goes on.
  private static final int ROUNDS = 20;

  private final Time time;
  private final JobExpiry expiry;
  private @Nullable Instant nextAt;

  Expiry(Store store, String workerId, Time time) {
    this.time = time;
    this.expiry = new JobExpiry(store, AuditLog.of(store, new Actor(workerId, "worker")));
  }

  /// @param next when the next of all jobs expires; null for never
  void noticed(@Nullable Instant next) {
    nextAt = next;
  }

  /// @return whether jobs may have been cancelled
  boolean step() {
    var some = isDue();
    for (var round = 0; isDue() && round < ROUNDS; round++) {
      nextAt = expiry.expire(time.now()).orElse(null);
    }
    return some;
  }

  private boolean isDue() {
    return nextAt != null && !nextAt.isAfter(time.now());
  }

  Stream<Duration> due() {
    return Stream.ofNullable(nextAt).map(next -> Duration.between(time.now(), next));
  }
}
