package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How durations are read is in [NumbersTest]; here is how they are told, and what they mean.
class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s, 0s",
    "1, 0.001s, 0.001s",
    "50, 0.05s, 0.05s",
    "999, 1s, 0.999s",
    "1000, 1s, 1s",
    "1500, 1.5s, 1.5s",
    "1234, 1.23s, 1.234s",
    "9999, 10s, 9.999s",
    "10000, 10s, 10s",
    "59999, 59s, 59.999s",
    "60000, 1m, 1m",
    "90000, 1m 30s, 1m30s",
    "3600000, 1h, 1h",
    "3605000, 1h, 3605s",
    "7500000, 2h 5m, 2h5m",
    "7530000, 2h 5m, 7530s",
    "86400000, 1d, 1d",
    "273600000, 3d 4h, 3d4h",
    "3153600000000, 36500d, 36500d"
  })
  void a_duration_is_told_shortly_to_people_and_exactly_where_it_is_read_again(
      long millis, String text, String exact) {
    var duration = Duration.ofMillis(millis);
    assertThat(Durations.text(duration)).isEqualTo(text);
    assertThat(Durations.exact(duration)).isEqualTo(exact);
    assertThat(Durations.parse("it", exact)).isEqualTo(duration);
  }

  @Test
  void a_hundred_years_are_the_longest_to_the_millisecond() {
    var most = Durations.ofSeconds(Durations.MOST_SECONDS);
    assertThat(Durations.parse("it", "36500d")).isEqualTo(most);
    assertThat(Durations.parse("it", "3153600000.000")).isEqualTo(most);
    for (var more : new String[] {"36500d 1ms", "3153600000.001", "999999999d", "1d 1e30s"}) {
      assertThatThrownBy(() -> Durations.parse("timeout", more))
          .hasMessage("timeout must be at most 100 years, was " + more);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-5s, 'timeout must not be negative, was -5s'",
    "soon, 'timeout \"soon\" is not a duration'",
    "0.4ms, 'timeout must be a whole number of milliseconds, was 0.4ms'"
  })
  void a_refusal_names_what_was_given_and_what_is_wrong_with_it(String text, String message) {
    assertThatThrownBy(() -> Durations.parse("timeout", text))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.001, 1",
    "0.0004, 0",
    "0.0006, 1",
    "1.5, 1500",
    "3153600000, 3153600000000"
  })
  void seconds_are_kept_in_milliseconds(double seconds, long millis) {
    assertThat(Durations.ofSeconds(seconds)).isEqualTo(Duration.ofMillis(millis));
    assertThat(Durations.seconds(Duration.ofMillis(millis))).isEqualTo(millis / 1000.0);
  }

  @Test
  void between_two_times_lies_nothing_if_the_clock_was_set_back() {
    var noon = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(Durations.between(noon, noon.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    assertThat(Durations.between(noon, noon)).isZero();
    assertThat(Durations.between(noon.plusSeconds(5), noon)).isZero();
  }
}
