package dev.queuectl.report.schedule;

import dev.queuectl.Durations;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Schedules and their times for people.
public final class ScheduleText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern(" uuuu");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(" HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(" HH:mm:ss");

  private ScheduleText() {}

  /// `Sat 28 Nov 02:30`, with the year if it is another one.
  public static String time(Instant time, Instant now, ZoneId zone) {
    var local = time.atZone(zone);
    var isThisYear = local.getYear() == now.atZone(zone).getYear();
    return DAY.format(local)
        + (isThisYear ? "" : YEAR.format(local))
        + (local.getSecond() == 0 ? MINUTE : SECOND).format(local);
  }

  /// With the offset from UTC: `2026-11-28T02:30+01:00`.
  public static String local(Instant time, ZoneId zone) {
    return time.atZone(zone).toOffsetDateTime().toString();
  }

  /// `at 02:30 every day, Europe/Berlin`.
  public static String rule(Timetable table, ZoneId zone) {
    return table.words() + ", " + zone.getId();
  }

  /// `Next: Sat 28 Nov 02:30, Sun 29 Nov 02:30.`
  public static String next(Schedule schedule, int count, Instant now) {
    var zone = schedule.zone();
    var times = nextTimes(schedule, count);
    return times.isEmpty()
        ? "There is no next time."
        : times.stream()
            .map(time -> time(time, now, zone))
            .collect(Collectors.joining(", ", "Next: ", "."));
  }

  /// From the stored one on; none while it is paused.
  public static List<Instant> nextTimes(Schedule schedule, int count) {
    var first = schedule.progress().nextAt();
    if (first == null) {
      return List.of();
    }
    return Stream.iterate(
            Optional.of(first), Optional::isPresent, time -> schedule.timeAfter(time.orElseThrow()))
        .map(Optional::orElseThrow)
        .limit(count)
        .toList();
  }

  /// In the form in which people write it.
  public static String span(@Nullable Duration duration) {
    return duration == null ? "-" : Durations.exact(duration);
  }
}
