package dev.queuectl.worker;

import dev.queuectl.action.Actor;
import dev.queuectl.action.AuditLog;
import dev.queuectl.action.ScheduleFiring;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the jobs of schedules when it is time, as every worker of a store does. When the next is
/// due comes with the worker's orders, so that an idle worker asks for nothing else.
final class Firing {
  private final Store store;
  private final Time time;
  private final Actor self;
  private @Nullable ScheduleFiring firing;
  private @Nullable Instant nextAt;

  Firing(Store store, String workerId, Time time) {
    this.store = store;
    this.time = time;
    this.self = new Actor(workerId, "worker");
  }

  /// @param next when the next of all schedules is due; null for never
  void noticed(@Nullable Instant next) {
    nextAt = next;
  }

  /// @return whether jobs may have been made
  boolean step() {
    if (nextAt == null || nextAt.isAfter(time.now())) {
      return false;
    }
    if (firing == null) {
      firing = new ScheduleFiring(store, AuditLog.of(store, self));
    }
    nextAt = firing.fire(time.now()).orElse(null);
    return true;
  }

  Stream<Duration> due() {
    return Stream.ofNullable(nextAt).map(next -> Duration.between(time.now(), next));
  }
}
