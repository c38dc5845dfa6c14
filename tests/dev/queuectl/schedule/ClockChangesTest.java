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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every zone of the JDK's tzdata over ten years, minute by minute, against a model that knows no
/// short cut: no run is lost, and none doubled.
class ClockChangesTest {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2030-01-01T00:00:00Z");
  private static final long MINUTE = 60;
  private static final long AROUND = 26 * 60 * MINUTE;

  /// @param fixed whether it counts on the wall clock
  private record Example(String cron, boolean fixed, Predicate<LocalDateTime> fits) {}

  private static final List<Integer> HOURS = List.of(0, 1, 23);
  private static final Predicate<LocalDateTime> TIMES =
      at -> at.getHour() >= 1 && at.getHour() <= 3 && at.getMinute() % 30 == 0;

  private static final List<Example> EXAMPLES =
      List.of(
          new Example("30 2 * * *", true, at -> at.getHour() == 2 && at.getMinute() == 30),
          new Example("0 0 * * *", true, at -> at.getHour() == 0 && at.getMinute() == 0),
          new Example("0,30 1-3 * * *", true, TIMES),
          new Example(
              "15 0,1,23 * * 0,6",
              true,
              at -> HOURS.contains(at.getHour()) && at.getMinute() == 15 && isWeekend(at)),
          new Example("0 * * * *", false, at -> at.getMinute() == 0),
          new Example("*/30 * * * *", false, at -> at.getMinute() % 30 == 0),
          new Example("5 */2 * * *", false, at -> at.getHour() % 2 == 0 && at.getMinute() == 5),
          new Example("*/20 2 * * *", false, at -> at.getHour() == 2 && at.getMinute() % 20 == 0));

  private static boolean isWeekend(LocalDateTime at) {
    return at.getDayOfWeek().getValue() >= 6;
  }

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
    zones().forEach(zone -> check(zone, FROM, TO));
  }

  private static Collection<ZoneId> zones() {
    return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
    return Stream.iterate(
            rules.nextTransition(FROM),
            change -> change != null && change.getInstant().isBefore(TO),
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
    var begin = from.atOffset(ZoneOffset.UTC).toLocalDateTime().minusDays(2);
    var end = to.atOffset(ZoneOffset.UTC).toLocalDateTime().plusDays(2);
    for (var at = begin; at.isBefore(end); at = at.plusMinutes(1)) {
      if (example.fits.test(at)) {
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
    var times = new ArrayList<Instant>();
    for (var at = from; at.isBefore(to); at = at.plusSeconds(MINUTE)) {
      if (example.fits.test(LocalDateTime.ofInstant(at, zone))) {
        times.add(at);
      }
    }
    return within(times, from, to);
  }

  private static List<Instant> within(Collection<Instant> times, Instant from, Instant to) {
    return times.stream().filter(time -> time.isAfter(from) && time.isBefore(to)).toList();
  }
}
