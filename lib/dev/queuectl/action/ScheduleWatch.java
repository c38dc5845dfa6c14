package dev.queuectl.action;

import dev.queuectl.QueueException;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.Store;
import java.time.Instant;
import java.util.Optional;

/// Looks whether runs of schedules that should have completed have not, and says so in an event,
/// once for each of them. Any worker does it.
final class ScheduleWatch {
  /// The rest follows at once.
  private static final int MOST = 200;

  private final Store store;
  private final AuditLog audit;

  ScheduleWatch(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  void look(Instant now) {
    for (var schedule : store.schedules().watched(now, MOST)) {
      store.together(() -> look(schedule, now));
    }
  }

  /// Unless another worker has looked, or a run has completed meanwhile: then again at once.
  private boolean look(Schedule schedule, Instant now) {
    var isSame = store.schedules().find(schedule.name()).equals(Optional.of(schedule));
    if (isSame) {
      schedule.late(now).ifPresent(clause -> audit.add("schedule-late", schedule.name(), clause));
      store.schedules().put(watched(schedule, now));
    }
    return isSame;
  }

  /// One that cannot be carried out any more is paused when it is due.
  private static Schedule watched(Schedule schedule, Instant now) {
    try {
      return schedule.watched(now);
    } catch (QueueException.Invalid e) {
      return schedule.unwatched();
    }
  }
}
