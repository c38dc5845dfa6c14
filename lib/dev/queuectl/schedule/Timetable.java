package dev.queuectl.schedule;

import dev.queuectl.QueueException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// When something recurs, in any time zone.
public sealed interface Timetable permits CronExpression, Every {
  /// Nothing is scheduled later: not every form of a time has room for a year of five digits.
  Instant LATEST = LocalDateTime.of(9999, 12, 30, 23, 59).toInstant(ZoneOffset.UTC);

  /// Reads five fields, a nickname such as `@daily`, or `every 15m`.
  ///
  /// @param anchor from when on intervals are counted
  /// @throws QueueException.Invalid saying what is wrong
  static Timetable of(String text, Instant anchor) {
    var words = text.strip().toLowerCase(Locale.ROOT);
    return words.startsWith("every ") || words.startsWith("@every ")
        ? Every.of(words.substring(words.indexOf(' ')), anchor)
        : CronExpression.of(text);
  }

  /// The first time after that one; empty if there is none until [#LATEST].
  Optional<Instant> next(Instant after, ZoneId zone);

  /// The next times.
  default List<Instant> next(Instant after, ZoneId zone, int count) {
    return times(after, zone).limit(count).toList();
  }

  /// All times after that one, in their order.
  default Stream<Instant> times(Instant after, ZoneId zone) {
    return Stream.iterate(
            next(after, zone), Optional::isPresent, time -> next(time.orElseThrow(), zone))
        .flatMap(Optional::stream);
  }

  /// How a change of the clocks has moved that time of [#next]; empty as a rule.
  Optional<String> moved(Instant time, ZoneId zone);

  /// As it is written.
  String text();

  /// In words: `at 02:30 every day`.
  String words();
}
