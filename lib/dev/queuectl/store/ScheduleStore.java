package dev.queuectl.store;

import dev.queuectl.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The jobs that recur. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface ScheduleStore {

  /// By name.
  List<Schedule> list();

  Optional<Schedule> find(String name);

  /// Stores it, in the place of the one that had its name.
  void put(Schedule schedule);

  /// @return whether it was there
  boolean remove(String name);

  /// Those whose next time has come, the longest due first.
  List<Schedule> due(Instant now, int most);

  /// Stores what has become of a schedule, unless somebody else has dealt with that time, or has
  /// changed the schedule.
  ///
  /// @param dueAt the next time that it had
  /// @return whether it was stored
  boolean advance(Schedule schedule, Instant dueAt);

  /// When the next of all is due; empty if none is.
  Optional<Instant> nextAt();
}
