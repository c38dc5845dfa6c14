package dev.queuectl;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as people write them: `90`, `90s`, `1.5s`, `250ms`, `10m`, `2h30m`, `2h 30m`, `1d`.
/// The numbers are those of [Numbers].
public final class Durations {
  private static final Pattern PART =
      Pattern.compile(
          "(" + Numbers.DIGITS + ") ?(ms|s|m|h|d|w|)(?: (?=.))?", Pattern.CASE_INSENSITIVE);

  /// The longest there is, in seconds. No `BigDecimal`: the JDK takes 15 ms to initialize that
  /// class, and every command that reads a job needs this.
  public static final double MOST_SECONDS = 36500 * 86_400.0;

  private static final long MOST_MILLIS = (long) MOST_SECONDS * 1000;

  private Durations() {}

  /// Parses what a person wrote; a bare number is seconds.
  ///
  /// @throws QueueException.Invalid for anything else, a negative one, one above 100 years or one
  ///   that is not in whole milliseconds: rounded to nothing, it would mean "without limit"
  public static Duration parse(String what, String text) {
    var trimmed = text.strip();
    if (trimmed.startsWith("-")) {
      throw new QueueException.Invalid(what + " must not be negative, was " + text);
    }
    var matcher = PART.matcher(trimmed);
    var whole = 0L; // reckoned apart: nearly all are, and `BigDecimal` is slow to begin
    @Nullable BigDecimal broken = null;
    var end = 0;
    while (end < trimmed.length()) {
      if (!matcher.find(end)
          || matcher.start() != end
          || bareInside(matcher.group(2), trimmed, matcher.end(), end)) {
        throw unreadable(what, text);
      }
      var number = matcher.group(1);
      var unit = millis(matcher.group(2));
      if (Numbers.isFewDigits(number)) {
        whole = Math.min(whole + Long.parseLong(number) * unit, MOST_MILLIS + 1);
      } else {
        var part = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
        broken = broken == null ? part : broken.add(part);
      }
      end = matcher.end();
    }
    if (end == 0) {
      throw unreadable(what, text);
    }
    return broken == null
        ? atMost(what, text, whole)
        : exact(what, text, broken.add(BigDecimal.valueOf(whole)));
  }

  private static Duration atMost(String what, String text, long millis) {
    if (millis > MOST_MILLIS) {
      throw new QueueException.Invalid(what + " must be at most 100 years, was " + text);
    }
    return Duration.ofMillis(millis);
  }

  private static Duration exact(String what, String text, BigDecimal millis) {
    if (millis.compareTo(BigDecimal.valueOf(MOST_MILLIS)) > 0) {
      return atMost(what, text, MOST_MILLIS + 1);
    }
    if (millis.signum() != 0 && millis.stripTrailingZeros().scale() > 0) {
      throw new QueueException.Invalid(
          what + " must be a whole number of milliseconds, was " + text, "The shortest is 1ms.");
    }
    return Duration.ofMillis(millis.longValue());
  }

  /// A number without a unit may only stand alone: `2h30` is refused, since it could mean either.
  private static boolean bareInside(String unit, String text, int end, int start) {
    return unit.isEmpty() && (start > 0 || end < text.length());
  }

  private static QueueException.Invalid unreadable(String what, String text) {
    return new QueueException.Invalid(
        what + " \"" + text + "\" is not a duration", "Write 90, 90s, 10m, 2h30m or 1d.");
  }

  private static long millis(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "ms" -> 1;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      case "w" -> 604_800_000;
      default -> 1000;
    };
  }

  /// Seconds as stored and as printed in JSON, from milliseconds up.
  public static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  public static Duration ofSeconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /// From one time to a later one that was written down or read from the same clock. That clock may
  /// have been set back in between: then it is zero, never negative.
  public static Duration between(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  /// Short and exact enough for a person: `0.05s`, `2s`, `1m 30s`, `2h 5m`, `3d 4h`.
  public static String text(Duration duration) {
    var millis = duration.toMillis();
    if (millis < 10_000) {
      return millis % 1000 == 0 ? millis / 1000 + "s" : decimals(millis);
    }
    var units = List.of("d", "h", "m", "s");
    var sizes = new long[] {86_400_000, 3_600_000, 60_000, 1000};
    var parts = new ArrayList<String>();
    for (var i = 0; i < sizes.length && parts.size() < 2; i++) {
      var count = millis / sizes[i];
      millis %= sizes[i];
      if (count > 0) {
        parts.add(count + units.get(i));
      } else if (!parts.isEmpty()) {
        break;
      }
    }
    return String.join(" ", parts);
  }

  /// In the form in which people write it, and exactly: what is read again is the same.
  public static String exact(Duration duration) {
    var text = text(duration).replace(" ", "");
    return parse("it", text).equals(duration)
        ? text
        : BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
  }

  private static String decimals(long millis) {
    var text = String.format(Locale.ROOT, millis < 10 ? "%.3f" : "%.2f", millis / 1000.0);
    return text.replaceAll("\\.?0+$", "") + "s";
  }
}
