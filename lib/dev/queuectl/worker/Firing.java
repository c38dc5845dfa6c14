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
  private final Time time;
  private final ScheduleFiring firing;
  private boolean planned;
  private @Nullable Instant nextAt;

  Firing(Store store, String workerId, Time time) {
    this.time = time;
    this.firing = new ScheduleFiring(store, AuditLog.of(store, new Actor(workerId, "worker")));
  }

  /// @param next when the next of all schedules is due; null for never
  void noticed(@Nullable Instant next) {
    nextAt = next;
  }

  /// @return whether jobs may have been made
  boolean step() {
    if (nextAt != null && !planned) {
      planned = true;
      firing.replan();
      nextAt = firing.nextAt().orElse(null);
    }
    if (nextAt == null || nextAt.isAfter(time.now())) {
      return false;
    }
    nextAt = firing.fire(time.now()).orElse(null);
    return true;
  }

  Stream<Duration> due() {
    return Stream.ofNullable(nextAt).map(next -> Duration.between(time.now(), next));
  }
}
