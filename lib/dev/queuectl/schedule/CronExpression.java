package dev.queuectl.schedule;

import static java.time.temporal.ChronoUnit.MINUTES;

import dev.queuectl.QueueException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Five fields of crontab(5): minute, hour, day of the month, month, day of the week.
///
/// When clocks are changed it does what cron(8) of Debian does. A *fixed* time, one with neither a
/// minute nor an hour that begins with `*`, runs at the moment of the change if the clocks skip it,
/// and the first time only if they show it twice. Others go by the time that passes.
final class CronExpression implements Timetable {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  /// Whatever recurs, does so within so many years: a 29th of February that is a Sunday, in years
  /// such as 2096 and 2136.
  private static final int YEARS = 41;

  private static final LocalDate A_LEAP_YEAR = LocalDate.of(2000, 1, 1);

  private final String text;
  private final long minutes;
  private final long hours;
  private final long months;
  private final CronDays days;
  private final boolean fixed;
  private final String words;

  private CronExpression(String text, String[] fields) {
    this.text = text;
    this.minutes = bits(CronField.MINUTE, fields[0]);
    this.hours = bits(CronField.HOUR, fields[1]);
    this.days = CronDays.of(fields[2], fields[4]);
    this.months = bits(CronField.MONTH, fields[3]);
    this.fixed = !fields[0].startsWith("*") && !fields[1].startsWith("*");
    this.words = new CronWords(fields, minutes, hours, months, days).text();
  }

  static CronExpression of(String text) {
    var given = text.strip().replaceAll("\\s+", " ");
    var nickname = given.toLowerCase(Locale.ROOT);
    if (nickname.equals("@reboot")) {
      throw new QueueException.Invalid("a queue has no boot: use queuectl service install");
    }
    if (given.startsWith("@") && !NICKNAMES.containsKey(nickname)) {
      throw new QueueException.Invalid(
          "there is no " + given,
          "Write @hourly, @daily, @midnight, @weekly, @monthly, @yearly, five fields or every"
              + " 15m.");
    }
    var fields = NICKNAMES.getOrDefault(nickname, given).split(" ");
    if (fields.length != 5) {
      throw new QueueException.Invalid(
          "five fields: minute hour day month weekday; for less than a minute say every 10s");
    }
    var expression = new CronExpression(given, fields);
    if (expression.nextLocal(A_LEAP_YEAR.atStartOfDay()) == null) {
      throw new QueueException.Invalid("that never happens");
    }
    return expression;
  }

  private static long bits(CronField field, String text) {
    var bits = 0L;
    for (var part : text.split(",", -1)) {
      bits |= field.bits(part);
    }
    return bits;
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    if (after.isAfter(LATEST)) {
      return Optional.empty();
    }
    var next = fixed ? nextFixed(after, zone.getRules()) : nextElapsed(after, zone.getRules());
    return Optional.ofNullable(next).filter(time -> !time.isAfter(LATEST));
  }

  /// Counts on the wall clock, and then looks what instant that is: of a time that is there twice,
  /// the first; of one that is skipped, the change itself.
  private @Nullable Instant nextFixed(Instant after, ZoneRules rules) {
    var local = LocalDateTime.ofInstant(after, rules.getOffset(after)).truncatedTo(MINUTES);
    while (true) {
      local = nextLocal(local.plusMinutes(1));
      if (local == null) {
        return null;
      }
      var time = placed(local, rules);
      if (time.isAfter(after)) {
        return time;
      }
    }
  }

  private static Instant placed(LocalDateTime local, ZoneRules rules) {
    var offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? rules.getTransition(local).getInstant()
        : local.toInstant(offsets.getFirst());
  }

  /// Between two changes the wall clock goes as time does.
  private @Nullable Instant nextElapsed(Instant after, ZoneRules rules) {
    var from = after.truncatedTo(MINUTES).plusSeconds(60);
    while (!from.isAfter(LATEST)) {
      var offset = rules.getOffset(from);
      var next = nextLocal(upToMinute(LocalDateTime.ofInstant(from, offset)));
      var change = rules.nextTransition(from);
      var time = next == null ? null : next.toInstant(offset);
      if (change == null || time != null && time.isBefore(change.getInstant())) {
        return time;
      }
      from = change.getInstant();
    }
    return null;
  }

  /// There are offsets with seconds, of long ago.
  private static LocalDateTime upToMinute(LocalDateTime local) {
    var minute = local.truncatedTo(MINUTES);
    return minute.equals(local) ? local : minute.plusMinutes(1);
  }

  /// The first local time from that one on, if nobody ever changed a clock.
  private @Nullable LocalDateTime nextLocal(LocalDateTime from) {
    var time = timeFrom(from.getHour(), from.getMinute());
    var date = from.toLocalDate();
    if (time != null && isOn(date)) {
      return date.atTime(time);
    }
    var first = timeFrom(0, 0);
    var next = dateFrom(date.plusDays(1));
    return next == null || first == null ? null : next.atTime(first);
  }

  private @Nullable LocalTime timeFrom(int hour, int minute) {
    var inHour = (hours >> hour & 1) == 1 ? firstFrom(minutes, minute) : -1;
    if (inHour >= 0) {
      return LocalTime.of(hour, inHour);
    }
    var next = firstFrom(hours, hour + 1);
    return next < 0 ? null : LocalTime.of(next, firstFrom(minutes, 0));
  }

  private static int firstFrom(long bits, int least) {
    var left = least > 63 ? 0 : bits >>> least << least;
    return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
  }

  private @Nullable LocalDate dateFrom(LocalDate first) {
    var date = first;
    var last = first.plusYears(YEARS);
    while (date.isBefore(last)) {
      if (!isIn(date)) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else if (days.has(date)) {
        return date;
      } else {
        date = date.plusDays(1);
      }
    }
    return null;
  }

  private boolean isOn(LocalDate date) {
    return isIn(date) && days.has(date);
  }

  private boolean isIn(LocalDate date) {
    return (months >> date.getMonthValue() & 1) == 1;
  }

  @Override
  public Optional<String> moved(Instant time, ZoneId zone) {
    if (!fixed) {
      return Optional.empty();
    }
    var local = LocalDateTime.ofInstant(time, zone.getRules().getOffset(time));
    var offsets = zone.getRules().getValidOffsets(local);
    if (!isAt(local)) {
      return Optional.of("moved: clocks skip it");
    }
    return offsets.size() > 1 && offsets.getFirst().equals(offset(time, zone))
        ? Optional.of("the first of two")
        : Optional.empty();
  }

  private static ZoneOffset offset(Instant time, ZoneId zone) {
    return zone.getRules().getOffset(time);
  }

  private boolean isAt(LocalDateTime local) {
    return isOn(local.toLocalDate())
        && (hours >> local.getHour() & 1) == 1
        && (minutes >> local.getMinute() & 1) == 1;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String words() {
    return words;
  }
}
