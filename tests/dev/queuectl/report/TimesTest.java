package dev.queuectl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.QueueException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /// 10:00 in Berlin.
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "now,                       2026-06-01T08:00:00Z",
    "NOW,                       2026-06-01T08:00:00Z",
    "+5m,                       2026-06-01T08:05:00Z",
    "+90,                       2026-06-01T08:01:30Z",
    "in 2h30m,                  2026-06-01T10:30:00Z",
    "11:00,                     2026-06-01T09:00:00Z",
    "9:00,                      2026-06-02T07:00:00Z",
    "09:00,                     2026-06-02T07:00:00Z",
    "09:00:30,                  2026-06-02T07:00:30Z",
    "10:00,                     2026-06-01T08:00:00Z",
    "today 09:00,               2026-06-01T07:00:00Z",
    "tomorrow,                  2026-06-02T08:00:00Z",
    "tomorrow 09:00,            2026-06-02T07:00:00Z",
    "Tomorrow at 09:00,         2026-06-02T07:00:00Z",
    "2026-12-24,                2026-12-23T23:00:00Z",
    "2026-12-24 18:00,          2026-12-24T17:00:00Z",
    "2026-12-24T18:00,          2026-12-24T17:00:00Z",
    "2026-12-24T18:00:30,       2026-12-24T17:00:30Z",
    "2026-12-24T18:00:00Z,      2026-12-24T18:00:00Z",
    "2026-12-24t18:00:00z,      2026-12-24T18:00:00Z",
    "2026-12-24T18:00:00.250Z,  2026-12-24T18:00:00.250Z",
    "2026-12-24T18:00:00+02:00, 2026-12-24T16:00:00Z",
    "2026-12-24T18:00-05:00,    2026-12-24T23:00:00Z",
    "2020-01-01T00:00:00Z,      2020-01-01T00:00:00Z"
  })
  void reads(String text, Instant meant) {
    assertThat(Times.parse("run_at", text, NOW, BERLIN)).isEqualTo(meant);
  }

  @Test
  void puts_a_time_that_the_clock_change_skips_after_it() {
    assertThat(Times.parse("run_at", "2026-03-29 02:30", NOW, BERLIN))
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-24T12:00:00Z, 2026-10-25 02:30, 2026-10-25T00:30:00Z",
    "2026-10-24T12:00:00Z, tomorrow 02:30,   2026-10-25T00:30:00Z",
    "2026-10-24T12:00:00Z, 02:30,            2026-10-25T00:30:00Z",
    "2026-10-25T12:00:00Z, today 02:30,      2026-10-25T00:30:00Z",
    "2026-10-25T00:45:00Z, 02:30,            2026-10-25T01:30:00Z",
    "2026-10-25T01:45:00Z, 02:30,            2026-10-26T01:30:00Z",
    "2026-10-25T00:45:00Z, 2026-10-25 02:30, 2026-10-25T00:30:00Z"
  })
  void of_two_times_of_one_name_all_forms_mean_the_first_that_can_be_meant(
      Instant now, String text, Instant meant) {
    assertThat(Times.parse("run_at", text, now, BERLIN)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29 02:30,     2026-03-29T02:30",
    "tomorrow 02:00,       2026-03-29T02:00",
    "2026-03-29T02:59:59,  2026-03-29T02:59:59",
    "2026-03-29 03:00,     ",
    "2026-03-29 01:59,     ",
    "2026-03-29T02:30:00Z, ",
    "2026-03-29T02:30:00+01:00, ",
    "+14h,                 ",
    "now,                  ",
    "2026-10-25 02:30,     "
  })
  void a_local_time_that_clocks_skip_is_found(String text, java.time.LocalDateTime skipped) {
    var now = Instant.parse("2026-03-28T12:00:00Z");
    assertThat(Times.skipped(text, now, BERLIN)).isEqualTo(java.util.Optional.ofNullable(skipped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "25:00",
        "2026-13-01",
        "2026-02-30",
        "tomorrow noon",
        "tomorrow09:00",
        "+",
        "+5x",
        "12",
        "99999-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "2026-06-01T08:00:00+99:00",
        "yesterday",
        "10:61"
      })
  void refuses_what_is_no_time_and_says_what_is(String text) {
    assertThatThrownBy(() -> Times.parse("run_at", text, NOW, BERLIN))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageContaining("run_at");
  }

  @Test
  void is_brief_about_today_and_about_other_days() {
    assertThat(Times.brief(NOW, NOW, BERLIN)).isEqualTo("10:00:00");
    assertThat(Times.brief(NOW.minusSeconds(86_400), NOW, BERLIN)).isEqualTo("2026-05-31");
  }

  @ParameterizedTest
  @CsvSource({
    "2h,                   2026-06-01T06:00:00Z",
    "-2h,                  2026-06-01T06:00:00Z",
    "2h30m ago,            2026-06-01T05:30:00Z",
    "1.5H,                 2026-06-01T06:30:00Z",
    "90,                   2026-06-01T07:58:30Z",
    "now,                  2026-06-01T08:00:00Z",
    "09:00,                2026-06-01T07:00:00Z",
    "11:00,                2026-05-31T09:00:00Z",
    "today,                2026-05-31T22:00:00Z",
    "today 09:00,          2026-06-01T07:00:00Z",
    "yesterday,            2026-05-30T22:00:00Z",
    "yesterday 09:00,      2026-05-31T07:00:00Z",
    "2026-05-31,           2026-05-30T22:00:00Z",
    "2026-05-31 09:00,     2026-05-31T07:00:00Z",
    "2026-05-31T09:00:00Z, 2026-05-31T09:00:00Z"
  })
  void looks_back(String text, Instant meant) {
    assertThat(Times.past("since", text, NOW, BERLIN)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-", "-soon", "2x", "ago", "25:00", "yesterday-ish", "2026-02-30"})
  void refuses_what_is_no_time_to_look_back_to(String text) {
    assertThatThrownBy(() -> Times.past("since", text, NOW, BERLIN))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageStartingWith("since \"" + text + "\" is not a ");
  }
}
