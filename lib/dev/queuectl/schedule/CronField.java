package dev.queuectl.schedule;

import dev.queuectl.QueueException;
import java.util.List;
import java.util.Locale;

/// One of the five fields, as crontab(5) has them: `*`, `5`, `mon`, `1-5`, `*/15`, `9-17/2`, and
/// lists of these.
enum CronField {
  MINUTE(0, 59, ""),
  HOUR(0, 23, ""),
  DAY(1, 31, ""),
  MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  /// Both 0 and 7 are Sunday.
  WEEKDAY(0, 7, "sun mon tue wed thu fri sat");

  private final int least;
  private final int most;
  private final List<String> names;

  CronField(int least, int most, String names) {
    this.least = least;
    this.most = most;
    this.names = names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  /// A bit for each number that the part of a list means.
  long bits(String part) {
    var slash = part.indexOf('/');
    var range = slash < 0 ? part : part.substring(0, slash);
    var step = slash < 0 ? 1 : step(part, part.substring(slash + 1));
    if (range.equals("*")) {
      return bits(least, this == WEEKDAY ? 6 : most, step);
    }
    var dash = range.indexOf('-');
    if (dash > 0) {
      var last = number(part, range.substring(dash + 1));
      // a week that ends on Sunday
      return bits(part, number(part, range.substring(0, dash)), last(last), step);
    }
    var only = number(part, range);
    if (slash >= 0) {
      throw wrong(part, "a step needs a range: %s-%d/%d".formatted(range, most, step));
    }
    return bits(only, only, 1);
  }

  private int last(int number) {
    return this == WEEKDAY && number == 0 ? 7 : number;
  }

  private long bits(String part, int first, int last, int step) {
    if (first > last) {
      throw wrong(part, "a range goes upwards");
    }
    return bits(first, last, step);
  }

  private long bits(int first, int last, int step) {
    var bits = 0L;
    for (var number = first; number <= last; number += step) {
      bits |= 1L << (this == WEEKDAY ? number % 7 : number);
    }
    return bits;
  }

  private int step(String part, String text) {
    if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) == 0) {
      throw wrong(part, "a step is a number from 1 on");
    }
    return Integer.parseInt(text);
  }

  /// The number that a word stands for.
  int number(String part, String text) {
    var name = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (name >= 0) {
      return name + least;
    }
    var number = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw wrong(part, range());
    }
    return number;
  }

  private String range() {
    return "it is one of %d to %d%s"
        .formatted(
            least,
            most,
            names.isEmpty() ? "" : " or of %s to %s".formatted(names.getFirst(), names.getLast()));
  }

  private QueueException.Invalid wrong(String part, String why) {
    var what = part.isEmpty() ? "the %s is missing" : "the %s \"%s\" cannot be read";
    return new QueueException.Invalid(
        "%s: %s".formatted(what.formatted(name().toLowerCase(Locale.ROOT), part), why));
  }
}
