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
  /// More are not looked at to say which are late.
  int MOST_WATCHED = 10_000;

  /// By name.
  List<Schedule> list();

  Optional<Schedule> find(String name);

  /// Stores it, in the place of the one that had its name.
  void put(Schedule schedule);

  /// @return whether it was there
  boolean remove(String name);

  /// Those whose next time has come, the longest due first.
  List<Schedule> due(Instant now, int most);

  /// Those that say after how long they are late and are not paused, by when somebody looks next
  /// whether a run is.
  ///
  /// @param until none of which that is later
  List<Schedule> watched(Instant until, int most);

  /// Those of which no run has completed in time, in a clause each.
  default List<String> late(Instant now, int most) {
    var ever = Instant.ofEpochMilli(Long.MAX_VALUE);
    return watched(ever, MOST_WATCHED).stream()
        .flatMap(schedule -> schedule.late(now).stream())
        .limit(most)
        .toList();
  }

  /// Stores what has become of a schedule, unless somebody else has dealt with that time, or has
  /// changed the schedule.
  ///
  /// @param dueAt the next time that it had
  /// @return whether it was stored
  boolean advance(Schedule schedule, Instant dueAt);

  /// When the next of all is due, or somebody is to look whether one is late; empty for never.
  Optional<Instant> nextAt();
}
