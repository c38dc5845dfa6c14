package dev.queuectl.schedule;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// An expression of cron in words: `at 02:30 every day`, `every 15 minutes on Monday to Friday`.
///
/// @param fields as they are written
record CronWords(String[] fields, long minutes, long hours, long months, CronDays days) {
  /// More times of day than this are not listed one by one.
  private static final int MOST_TIMES = 4;

  private static final long ALL_HOURS = (1L << 24) - 1;

  String text() {
    var on = on();
    var isDaily = on.isEmpty() && areTimesListed();
    return time() + (isDaily ? " every day" : on) + inMonths();
  }

  private String time() {
    return areTimesListed() ? "at " + and(timesOfDay()) : minuteWords() + hourWords();
  }

  private boolean areTimesListed() {
    return Long.bitCount(minutes) * Long.bitCount(hours) <= MOST_TIMES;
  }

  private List<String> timesOfDay() {
    var times = new ArrayList<String>();
    for (var hour : numbers(hours)) {
      for (var minute : numbers(minutes)) {
        times.add("%02d:%02d".formatted(hour, minute));
      }
    }
    return times;
  }

  private String minuteWords() {
    if (fields[0].equals("*") || fields[0].equals("*/1")) {
      return "every minute";
    }
    if (fields[0].matches("\\*/[0-9]+") && 60 % step(fields[0]) == 0) {
      return "every " + step(fields[0]) + " minutes";
    }
    var several = Long.bitCount(minutes) > 1 ? "s " : " ";
    return "at minute" + several + ranges(minutes, Integer::toString);
  }

  private String hourWords() {
    if (hours == ALL_HOURS) {
      return minuteWords().startsWith("every") ? "" : " of every hour";
    }
    var several = Long.bitCount(hours) > 1 ? "s " : " ";
    return " of hour" + several + ranges(hours, Integer::toString);
  }

  private static int step(String field) {
    return Integer.parseInt(field.substring(2));
  }

  private String on() {
    var inMonth = fields[2].equals("*") ? "" : inMonth();
    var inWeek = fields[4].equals("*") ? "" : inWeek();
    if (inMonth.isEmpty() || inWeek.isEmpty()) {
      return inMonth + inWeek;
    }
    return inMonth + (days.either() ? " or" + inWeek : " if that is" + inWeek);
  }

  private String inMonth() {
    var parts = new ArrayList<String>();
    if (days.days() != 0) {
      var several = Long.bitCount(days.days()) > 1 ? "s " : " ";
      parts.add("day" + several + ranges(days.days(), Integer::toString));
    }
    if (days.lastDay()) {
      parts.add("the last day");
    }
    return " on " + and(parts) + " of the month";
  }

  private String inWeek() {
    var parts = new ArrayList<String>();
    if (days.weekdays() != 0) {
      parts.add(weekdays());
    }
    for (var last : numbers(days.lastWeekdays())) {
      parts.add("the last " + weekday(last) + " of the month");
    }
    return " on " + and(parts);
  }

  /// From Monday on.
  private String weekdays() {
    var fromMonday = days.weekdays() & ~1L | (days.weekdays() & 1) << 7;
    return ranges(fromMonday, CronWords::weekday);
  }

  private String inMonths() {
    return fields[3].equals("*") ? "" : " in " + ranges(months, CronWords::month);
  }

  private static String month(int number) {
    return Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String weekday(int number) {
    return DayOfWeek.of(number == 0 ? 7 : number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /// Three and more in a row are a range.
  private static String ranges(long bits, IntFunction<String> name) {
    var parts = new ArrayList<String>();
    var numbers = numbers(bits);
    for (var i = 0; i < numbers.size(); ) {
      var end = i;
      while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
        end++;
      }
      if (end - i >= 2) {
        parts.add(name.apply(numbers.get(i)) + " to " + name.apply(numbers.get(end)));
        i = end + 1;
      } else {
        parts.add(name.apply(numbers.get(i)));
        i++;
      }
    }
    return and(parts);
  }

  private static List<Integer> numbers(long bits) {
    var numbers = new ArrayList<Integer>();
    for (var left = bits; left != 0; left &= left - 1) {
      numbers.add(Long.numberOfTrailingZeros(left));
    }
    return numbers;
  }

  private static String and(List<String> parts) {
    var last = parts.size() - 1;
    return last == 0
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
