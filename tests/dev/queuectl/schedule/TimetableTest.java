package dev.queuectl.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.QueueException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * *           | at 02:30 every day",
        "* * * * *            | every minute",
        "*/15 * * * *         | every 15 minutes",
        "*/7 * * * *          | at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour",
        "0 * * * *            | at minute 0 of every hour",
        "@hourly              | at minute 0 of every hour",
        "@daily               | at 00:00 every day",
        "@midnight            | at 00:00 every day",
        "@weekly              | at 00:00 on Sunday",
        "@monthly             | at 00:00 on day 1 of the month",
        "@yearly              | at 00:00 on day 1 of the month in January",
        "0,30 9-17 * * mon-fri| at minutes 0 and 30 of hours 9 to 17 on Monday to Friday",
        "0 9,17 * * 1-5       | at 09:00 and 17:00 on Monday to Friday",
        "0 12 13 * fri        | at 12:00 on day 13 of the month or on Friday",
        "0 12 L * *           | at 12:00 on the last day of the month",
        "0 12 * * friL        | at 12:00 on the last Friday of the month",
        "0 0 1-7 * */7        | at 00:00 on days 1 to 7 of the month if that is on Sunday",
        "5 4 * jan,jul sat-sun| at 04:05 on Saturday and Sunday in January and July",
        "every 15m            | every 15m",
        "@every 1h30m         | every 1h 30m",
      })
  void says_in_words_when_it_runs(String text, String words) {
    assertThat(Timetable.of(text, NOW).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * *    | five fields: minute hour day month weekday; for less than a minute say"
            + " every 10s",
        "30 2 * *        | five fields: minute hour day month weekday; for less than a minute say"
            + " every 10s",
        "@reboot         | a queue has no boot: use queuectl service install",
        "@noon           | there is no @noon",
        "0 0 30 2 *      | that never happens",
        "0 0 31 4,6,9 *  | that never happens",
        "60 * * * *      | the minute \"60\" cannot be read: it is one of 0 to 59",
        "0 24 * * *      | the hour \"24\" cannot be read: it is one of 0 to 23",
        "0 0 0 * *       | the day \"0\" cannot be read: it is one of 1 to 31",
        "0 0 * foo *     | the month \"foo\" cannot be read: it is one of 1 to 12 or of jan to dec",
        "0 0 * * 8       | the weekday \"8\" cannot be read: it is one of 0 to 7 or of sun to sat",
        "5/15 * * * *    | the minute \"5/15\" cannot be read: a step needs a range: 5-59/15",
        "*/0 * * * *     | the minute \"*/0\" cannot be read: a step is a number from 1 on",
        "0 22-2 * * *    | the hour \"22-2\" cannot be read: a range goes upwards",
        "1,,2 * * * *    | the minute is missing: it is one of 0 to 59",
        "every 500ms     | the interval must be a whole number of seconds, at least 1, was 0.5s",
        "every soon      | the interval \"soon\" is not a duration",
      })
  void refuses_what_it_cannot_mean(String text, String why) {
    assertThatThrownBy(() -> Timetable.of(text, NOW))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessage(why);
  }

  @Test
  void a_time_that_clocks_skip_runs_at_the_change_and_one_that_is_there_twice_the_first_time() {
    assertThat(next("30 2 * * *", "2027-03-26T12:00:00Z", BERLIN, 3))
        .containsExactly(
            "2027-03-27T02:30+01:00", "2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00");
    assertThat(next("0,30 2 * * *", "2027-03-27T12:00:00Z", BERLIN, 2))
        .containsExactly("2027-03-28T03:00+02:00", "2027-03-29T02:00+02:00");
    assertThat(next("30 2 * * *", "2027-10-30T12:00:00Z", BERLIN, 2))
        .containsExactly("2027-10-31T02:30+02:00", "2027-11-01T02:30+01:00");
    assertThat(next("0 0 * * *", "2026-09-05T12:00:00Z", ZoneId.of("America/Santiago"), 2))
        .containsExactly("2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00");
  }

  @Test
  void wildcards_and_intervals_go_by_the_time_that_passes() {
    assertThat(next("*/30 * * * *", "2027-10-31T00:15:00Z", BERLIN, 4))
        .containsExactly(
            "2027-10-31T02:30+02:00",
            "2027-10-31T02:00+01:00",
            "2027-10-31T02:30+01:00",
            "2027-10-31T03:00+01:00");
    assertThat(next("0 * * * *", "2027-03-28T00:30:00Z", BERLIN, 2))
        .containsExactly("2027-03-28T03:00+02:00", "2027-03-28T04:00+02:00");
    assertThat(Timetable.of("every 1h", NOW).next(NOW.plusSeconds(90 * 60), BERLIN))
        .contains(NOW.plusSeconds(2 * 3600));
    assertThat(Timetable.of("every 1h", NOW).next(NOW.minusSeconds(90), BERLIN)).contains(NOW);
  }

  @Test
  void a_whole_day_that_is_skipped_is_made_up_for_at_the_change() {
    assertThat(next("0 12 * * *", "2011-12-30T00:00:00Z", ZoneId.of("Pacific/Apia"), 3))
        .containsExactly(
            "2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00", "2012-01-01T12:00+14:00");
  }

  @Test
  void ends_before_the_year_10000_and_begins_when_it_is_asked_to() {
    assertThat(Timetable.of("0 0 29 2 *", NOW).next(Instant.parse("9996-03-01T00:00:00Z"), BERLIN))
        .isEmpty();
    assertThat(next("0 0 1 1 *", "1889-06-01T00:00:00Z", BERLIN, 1))
        .containsExactly("1890-01-01T00:00+00:53:28");
    assertThat(next("0 0 29 2 */7", "2026-01-01T00:00:00Z", BERLIN, 1))
        .containsExactly("2032-02-29T00:00+01:00");
  }

  @Test
  void finds_the_zone_that_is_meant() {
    assertThat(Zones.of("europe/berlin")).isEqualTo(BERLIN);
    assertThat(Zones.of("+02:00").getId()).isEqualTo("+02:00");
    assertThatThrownBy(() -> Zones.of("Europe/Berln"))
        .hasMessage("there is no time zone \"Europe/Berln\"")
        .extracting(e -> ((QueueException) e).advice())
        .isEqualTo("Did you mean Europe/Berlin?");
    assertThatThrownBy(() -> Zones.of("berlin"))
        .extracting(e -> ((QueueException) e).advice())
        .isEqualTo("Did you mean Europe/Berlin?");
  }

  private static List<String> next(String cron, String after, ZoneId zone, int count) {
    return Timetable.of(cron, NOW).next(Instant.parse(after), zone, count).stream()
        .map(time -> time.atZone(zone).toOffsetDateTime().toString())
        .toList();
  }
}
