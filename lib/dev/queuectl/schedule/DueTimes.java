package dev.queuectl.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has become of the times of a schedule that have come by now.
///
/// @param times those for which there is to be a job, the oldest first
/// @param missed how many others there were
/// @param last the last that has come
/// @param next the first that is still to come; null for none
public record DueTimes(List<Instant> times, long missed, Instant last, @Nullable Instant next) {
  /// A time that has come this long ago was missed; a worker is never that late.
  private static final Duration PUNCTUAL = Duration.ofMinutes(1);

  /// At most so many are caught up.
  private static final int MOST = 1000;

  public DueTimes {
    times = List.copyOf(times);
  }

  /// @param schedule one that has a next time, which has come
  /// @throws dev.queuectl.QueueException.Invalid if its times cannot be told any more
  public static DueTimes of(Schedule schedule, Instant now) {
    var table = schedule.timetable();
    var zone = schedule.zone();
    var rules = schedule.rules();
    var newest = new ArrayDeque<Instant>();
    var count = 0L;
    var time = schedule.progress().nextAt();
    var last = now;
    while (time != null && !time.isAfter(now)) {
      count++;
      last = time;
      if (isWanted(rules, time, now) && !schedule.job().isExpired(time, now)) {
        newest.add(time);
      }
      if (newest.size() > (rules.catchUp() == CatchUp.ALL ? MOST : 1)) {
        newest.removeFirst();
      }
      time = table.next(time, zone).filter(schedule::isAllowed).orElse(null);
    }
    return new DueTimes(List.copyOf(newest), count - newest.size(), last, time);
  }

  private static boolean isWanted(ScheduleRules rules, Instant time, Instant now) {
    return switch (rules.catchUp()) {
      case NONE -> isPunctual(time, now);
      case LAST -> true;
      case ALL -> isPunctual(time, now) || !time.isBefore(now.minus(rules.catchUpWindow()));
    };
  }

  public static boolean isPunctual(Instant time, Instant now) {
    return !time.isBefore(now.minus(PUNCTUAL));
  }
}
