package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.QueueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Times as people write them: `now`, `+5m`, `09:00` (the next one), `tomorrow 09:00`, `tomorrow`
/// (at this time of day), `2026-01-31` (its beginning), `2026-01-31 09:00`, and ISO 8601 with or
/// without an offset. Without one they are local.
public final class Times {
  /// What the store's milliseconds and every database's dates can hold.
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// `2h`, `-2h`, `2h ago`; what looks like a duration is none of the other forms.
  private static final Pattern AGO = Pattern.compile("-?([\\d.][\\d.a-z ]*?)(?: ago)?");

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  /// @param what is being parsed, for the message
  /// @throws QueueException.Invalid if it cannot be read
  public static Instant parse(String what, String text, Instant now, ZoneId zone) {
    var words = text.strip().toLowerCase(Locale.ROOT);
    if (words.equals("now")) {
      return now;
    }
    if (words.startsWith("+")) {
      return now.plus(Durations.parse(what, words.substring(1)));
    }
    if (words.startsWith("in ")) {
      return now.plus(Durations.parse(what, words.substring(3)));
    }
    try {
      var time = relative(words, now.atZone(zone)).or(() -> absolute(words, zone));
      if (time.isPresent() && isWithinBounds(time.get())) {
        return time.get();
      }
    } catch (DateTimeException e) {
      // Looks like a time, but there is none such: the same sentence.
    }
    throw new QueueException.Invalid(
        what + " \"" + text + "\" is not a time",
        "Write 2026-01-31T09:00:00Z, 2026-01-31 09:00, +5m, 09:00, tomorrow 09:00 or now.");
  }

  /// A time to look back to: a duration before now (`2h`, `-2h`, `2h ago`), `09:00` (the last one),
  /// `today` and `yesterday` (their beginning), `yesterday 09:00`, or what [#parse] takes.
  ///
  /// @param what is being parsed, for the message
  /// @throws QueueException.Invalid if it cannot be read
  public static Instant past(String what, String text, Instant now, ZoneId zone) {
    var words = text.strip().toLowerCase(Locale.ROOT);
    var ago = AGO.matcher(words);
    if (ago.matches()) {
      return now.minus(Durations.parse(what, ago.group(1)));
    }
    try {
      return day(words, now.atZone(zone)).orElseGet(() -> lately(what, text, now, zone));
    } catch (DateTimeException | QueueException.Invalid e) {
      throw new QueueException.Invalid(
          what + " \"" + text + "\" is not a time",
          "Write 2h, 2026-01-31, 2026-01-31 09:00, 2026-01-31T09:00:00Z, 09:00 or yesterday.");
    }
  }

  private static Optional<Instant> day(String words, ZonedDateTime now) {
    if (words.equals("today")) {
      return Optional.of(now.toLocalDate().atStartOfDay(now.getZone()).toInstant());
    }
    if (words.equals("yesterday")) {
      return Optional.of(now.toLocalDate().minusDays(1).atStartOfDay(now.getZone()).toInstant());
    }
    return words.startsWith("yesterday")
        ? Optional.of(onDay(words.substring(9), now.minusDays(1)).toInstant())
        : Optional.empty();
  }

  private static Instant lately(String what, String text, Instant now, ZoneId zone) {
    var time = parse(what, text, now, zone);
    var isTimeOfDay = timeOfDay(text.strip().toLowerCase(Locale.ROOT)) != null;
    return isTimeOfDay && time.isAfter(now) ? time.atZone(zone).minusDays(1).toInstant() : time;
  }

  /// Whether the store and our JSON can hold it.
  public static boolean isWithinBounds(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }

  private static Optional<Instant> relative(String words, ZonedDateTime now) {
    var day = ofDay(words, now);
    if (day.isPresent()) {
      return day.map(ZonedDateTime::toInstant);
    }
    var time = timeOfDay(words);
    if (time == null) {
      return Optional.empty();
    }
    // Of two times that are called the same, the first that is still to come.
    var today = at(time, now);
    return Optional.of(
        Stream.of(today, today.withLaterOffsetAtOverlap())
            .filter(each -> !each.isBefore(now))
            .findFirst()
            .orElseGet(() -> at(time, now.plusDays(1)))
            .toInstant());
  }

  private static Optional<ZonedDateTime> ofDay(String words, ZonedDateTime now) {
    if (words.startsWith("tomorrow")) {
      return Optional.of(onDay(words.substring(8), now.plusDays(1)));
    }
    return words.startsWith("today")
        ? Optional.of(onDay(words.substring(5), now))
        : Optional.empty();
  }

  /// A time of that day, as if it was written with its date: of two that are called the same when
  /// clocks go back, the first.
  private static ZonedDateTime at(LocalTime time, ZonedDateTime day) {
    return day.toLocalDate().atTime(time).atZone(day.getZone());
  }

  /// The local time that the words name, if clocks skip it in that zone: [#parse] takes a later one
  /// for it.
  public static Optional<LocalDateTime> skipped(String text, Instant now, ZoneId zone) {
    // As the same words are read where no clock is ever changed.
    var there = now.atZone(zone).toLocalDateTime().toInstant(ZoneOffset.UTC);
    var wanted = parse("", text, there, ZoneOffset.UTC).atZone(ZoneOffset.UTC).toLocalDateTime();
    var isLocal = !parse("", text, now, zone).equals(wanted.toInstant(ZoneOffset.UTC));
    return isLocal && zone.getRules().getValidOffsets(wanted).isEmpty()
        ? Optional.of(wanted)
        : Optional.empty();
  }

  private static ZonedDateTime onDay(String rest, ZonedDateTime day) {
    if (rest.isEmpty()) {
      return day;
    }
    var time = timeOfDay(rest.strip().replaceFirst("^at ", ""));
    if (time == null || !rest.startsWith(" ")) {
      throw new DateTimeException("not a time of day");
    }
    return at(time, day);
  }

  private static @Nullable LocalTime timeOfDay(String text) {
    var isTime = text.indexOf(':') > 0 && text.indexOf('-') < 0 && text.length() <= 8;
    return isTime ? LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text) : null;
  }

  private static Optional<Instant> absolute(String words, ZoneId zone) {
    var iso = words.replace(' ', 't').toUpperCase(Locale.ROOT);
    if (iso.length() == 10) {
      return Optional.of(LocalDate.parse(iso).atStartOfDay(zone).toInstant());
    }
    var hasOffset = iso.endsWith("Z") || iso.length() > 16 && iso.substring(11).matches(".*[+-].*");
    return Optional.of(
        hasOffset
            ? OffsetDateTime.parse(iso).toInstant()
            : LocalDateTime.parse(iso).atZone(zone).toInstant());
  }

  /// For people: local, to the second.
  public static String local(Instant instant, ZoneId zone) {
    return LOCAL.format(instant.atZone(zone));
  }

  /// For people with little room: the time if it is today, else the date.
  public static String brief(Instant instant, Instant now, ZoneId zone) {
    var time = instant.atZone(zone);
    var isToday = time.toLocalDate().equals(now.atZone(zone).toLocalDate());
    return LOCAL.format(time).substring(isToday ? 11 : 0, isToday ? 19 : 10);
  }
}
