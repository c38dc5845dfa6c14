package dev.queuectl.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every zone of the JDK's tzdata over ten years, minute by minute, against a model that knows no
/// short cut: no run is lost, and none doubled. Zones whose clocks show the same all the time are
/// looked at once.
class ClockChangesTest {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2030-01-01T00:00:00Z");
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long AROUND = 26 * HOUR;

  /// Whether a minute on the wall clock is meant, in numbers, of which there are billions.
  @FunctionalInterface
  private interface Fits {
    boolean at(int hour, int minute, boolean isWeekend);

    /// @param clock what it shows, in seconds since 1970, which was a Thursday
    default boolean at(long clock) {
      var day = Math.floorDiv(clock, DAY);
      var second = Math.floorMod(clock, DAY);
      return at(
          (int) (second / HOUR), (int) (second % HOUR / MINUTE), Math.floorMod(day + 3, 7L) >= 5);
    }
  }

  /// @param fixed whether it counts on the wall clock
  private record Example(String cron, boolean fixed, Fits fits) {}

  private static final List<Example> EXAMPLES =
      List.of(
          new Example("30 2 * * *", true, (hour, minute, _) -> hour == 2 && minute == 30),
          new Example("0 0 * * *", true, (hour, minute, _) -> hour == 0 && minute == 0),
          new Example(
              "0,30 1-3 * * *",
              true,
              (hour, minute, _) -> hour >= 1 && hour <= 3 && minute % 30 == 0),
          new Example(
              "15 0,1,23 * * 0,6",
              true,
              (hour, minute, isWeekend) -> (hour <= 1 || hour == 23) && minute == 15 && isWeekend),
          new Example("0 * * * *", false, (_, minute, _) -> minute == 0),
          new Example("*/30 * * * *", false, (_, minute, _) -> minute % 30 == 0),
          new Example("5 */2 * * *", false, (hour, minute, _) -> hour % 2 == 0 && minute == 5),
          new Example("*/20 2 * * *", false, (hour, minute, _) -> hour == 2 && minute % 20 == 0));

  /// Around every change of a clock there is in these years, in zones that differ in it.
  @Test
  void no_run_is_lost_and_none_doubled_where_clocks_change() {
    var different = new HashMap<ZoneOffsetTransition, ZoneId>();
    zones()
        .forEach(
            zone ->
                changes(zone.getRules()).forEach(change -> different.putIfAbsent(change, zone)));
    assertThat(different).hasSizeGreaterThan(300);
    different.forEach(
        (change, zone) ->
            check(
                zone,
                change.getInstant().minusSeconds(AROUND),
                change.getInstant().plusSeconds(AROUND)));
  }

  @Test
  @Tag("zones")
  void no_run_is_lost_and_none_doubled_in_any_zone_in_ten_years() {
    var different = new HashMap<List<Object>, ZoneId>();
    zones().forEach(zone -> different.putIfAbsent(clock(zone.getRules()), zone));
    assertThat(different.size()).isGreaterThan(60);
    different.values().parallelStream().forEach(zone -> check(zone, FROM, TO));
  }

  /// All that its clocks do in these years.
  private static List<Object> clock(ZoneRules rules) {
    return List.of(rules.getOffset(FROM.minusSeconds(2 * DAY)), changes(rules));
  }

  private static Collection<ZoneId> zones() {
    return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
    return Stream.iterate(
            rules.nextTransition(FROM.minusSeconds(2 * DAY)),
            change -> change != null && change.getInstant().isBefore(TO.plusSeconds(2 * DAY)),
            change -> rules.nextTransition(change.getInstant()))
        .toList();
  }

  private static void check(ZoneId zone, Instant from, Instant to) {
    for (var example : EXAMPLES) {
      var expected =
          example.fixed ? fixed(example, zone, from, to) : elapsed(example, zone, from, to);
      var found =
          Timetable.of(example.cron, FROM)
              .times(from, zone)
              .takeWhile(time -> time.isBefore(to))
              .toList();
      assertThat(found).as("%s in %s from %s", example.cron, zone, from).isEqualTo(expected);
    }
  }

  /// Each minute of the wall clock, whether or not the clock shows it.
  private static List<Instant> fixed(Example example, ZoneId zone, Instant from, Instant to) {
    var rules = zone.getRules();
    var times = new TreeSet<Instant>();
    var end = to.getEpochSecond() + 2 * DAY;
    for (var clock = from.getEpochSecond() - 2 * DAY; clock < end; clock += MINUTE) {
      if (example.fits.at(clock)) {
        var at = LocalDateTime.ofEpochSecond(clock, 0, ZoneOffset.UTC);
        var offsets = rules.getValidOffsets(at);
        times.add(
            offsets.isEmpty()
                ? rules.getTransition(at).getInstant()
                : at.toInstant(offsets.getFirst()));
      }
    }
    return within(times, from, to);
  }

  /// Each minute that passes, and what the clock shows then.
  private static List<Instant> elapsed(Example example, ZoneId zone, Instant from, Instant to) {
    var rules = zone.getRules();
    var times = new ArrayList<Instant>();
    for (var at = from; at.isBefore(to); at = at.plusSeconds(MINUTE)) {
      if (example.fits.at(at.getEpochSecond() + rules.getOffset(at).getTotalSeconds())) {
        times.add(at);
      }
    }
    return within(times, from, to);
  }

  private static List<Instant> within(Collection<Instant> times, Instant from, Instant to) {
    return times.stream().filter(time -> time.isAfter(from) && time.isBefore(to)).toList();
  }
}
