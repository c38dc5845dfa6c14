package dev.queuectl.schedule;

import java.time.LocalDate;
import java.util.Locale;

/// The days that the two fields for days mean together: if both are restricted, those that either
/// of them means, as in cron(8). A field is restricted if it does not begin with `*`.
///
/// @param days bits for days of the month
/// @param weekdays bits for days of the week, 0 for Sunday
/// @param lastDay also the last day of each month: `L`
/// @param lastWeekdays bits for days of the week of which the last in each month counts: `friL`
/// @param either whether one of the fields is enough
record CronDays(long days, long weekdays, boolean lastDay, long lastWeekdays, boolean either) {

  static CronDays of(String day, String weekday) {
    var days = 0L;
    var lastDay = false;
    for (var part : day.split(",", -1)) {
      if (part.equalsIgnoreCase("l")) {
        lastDay = true;
      } else {
        days |= CronField.DAY.bits(part);
      }
    }
    var weekdays = 0L;
    var last = 0L;
    for (var part : weekday.split(",", -1)) {
      if (part.length() > 1 && part.toLowerCase(Locale.ROOT).endsWith("l")) {
        last |= CronField.WEEKDAY.bits(part.substring(0, part.length() - 1));
      } else {
        weekdays |= CronField.WEEKDAY.bits(part);
      }
    }
    var either = !day.startsWith("*") && !weekday.startsWith("*");
    return new CronDays(days, weekdays, lastDay, last, either);
  }

  boolean has(LocalDate date) {
    return either ? inMonth(date) || inWeek(date) : inMonth(date) && inWeek(date);
  }

  private boolean inMonth(LocalDate date) {
    return (days >> date.getDayOfMonth() & 1) == 1
        || lastDay && date.getDayOfMonth() == date.lengthOfMonth();
  }

  private boolean inWeek(LocalDate date) {
    var weekday = date.getDayOfWeek().getValue() % 7;
    return (weekdays >> weekday & 1) == 1
        || (lastWeekdays >> weekday & 1) == 1 && date.getDayOfMonth() + 7 > date.lengthOfMonth();
  }
}
