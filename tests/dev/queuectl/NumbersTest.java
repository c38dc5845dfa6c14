package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers, and what is made of them: durations and sizes.
class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "5, 5",
    "-5, -5",
    "2.0, 2",
    "1E2, 100",
    "1e+2, 100",
    "100e-2, 1",
    "' 7 ', 7",
    "0.0, 0",
    "0e9, 0",
    "1000000, 1000000",
    "999999999, 999999999"
  })
  void a_whole_number_may_be_written_in_every_way_that_json_has(String text, int number) {
    assertThat(Numbers.whole("it", text, -10, 999_999_999)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+5",
        "05",
        "-05",
        "00",
        "--5",
        "2.5",
        "1e-1",
        ".5",
        "5.",
        "1e",
        "0x10",
        "0x1p3",
        "1f",
        "2d",
        "5L",
        "1_000",
        "1,000",
        "1 000",
        "٣",
        "５",
        "NaN",
        "Infinity",
        "-Infinity",
        "null",
        "ten",
        "1e99999999999",
        "11",
        "-11",
        "1e30",
        "99999999999999999999",
        "-1e999"
      })
  void what_is_no_whole_number_of_the_range_is_refused(String text) {
    assertThatThrownBy(() -> Numbers.whole("it", text, -10, 10))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageContaining("between -10 and 10, was ");
  }

  @Test
  void what_is_only_the_most_that_can_be_is_not_said_to_be_the_least() {
    assertThatThrownBy(() -> Numbers.whole("--limit", "0", 1L, Long.MAX_VALUE))
        .hasMessage("--limit must be at least 1, was 0");
    assertThatThrownBy(() -> Numbers.whole("it", "9223372036854775808", 1L, Long.MAX_VALUE))
        .hasMessage("it must be at most 9223372036854775807, was 9223372036854775808");
    assertThatThrownBy(() -> Numbers.whole("it", "x", 1L, Long.MAX_VALUE))
        .hasMessage("it must be a whole number of at least 1, was \"x\"");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1.5, 1.5", "1E2, 100", "0.1e1, 1", "1e9, 1e9", "2.000, 2"})
  void a_decimal_number_is_kept_as_it_is(String text, double number) {
    assertThat(Numbers.decimal("it", text, 1, 1e9)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.9",
        "1e10",
        "1e400",
        "2d",
        "1f",
        "0x1p3",
        "Infinity",
        "NaN",
        "+1",
        "1.",
        "٣",
        "1,5",
        ""
      })
  void what_is_no_number_of_the_range_is_refused(String text) {
    assertThatThrownBy(() -> Numbers.decimal("it", text, 1, 1e9))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageContaining("it must be a number between 1 and 1000000000, was ");
  }

  @Test
  void more_digits_than_can_be_kept_are_refused() {
    assertThatThrownBy(() -> Numbers.decimal("it", "1.00000000000000000001", 1, 2))
        .hasMessage("it has more digits than can be stored: 1.00000000000000000001");
    assertThat(Numbers.decimal("it", "1.0000000000000002", 1, 2)).isEqualTo(Math.nextUp(1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "1ms, 1",
    "0.001, 1",
    "1e-3, 1",
    "12345678.5, 12345678500",
    "1.23456785E7, 12345678500",
    "1E2, 100000",
    "2.0, 2000",
    "1e2ms, 100",
    "2h 30m, 9000000",
    "2h30m, 9000000",
    "90 s, 90000",
    "0, 0",
    "0ms, 0",
    "0.0, 0",
    "1.5W, 907200000"
  })
  void a_duration_is_kept_to_the_millisecond(String text, long millis) {
    assertThat(Durations.parse("it", text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.4ms",
        "0.0004",
        "1e-4",
        "1.0005s",
        "0.00001m",
        "1e-300",
        "1.5ms",
        "-0",
        "007",
        "1ſ",
        "-1",
        "-5s",
        "+5",
        "1e99",
        "40000d",
        "1 0",
        "2h30",
        "30m 2",
        "1s,2s",
        "٣s",
        "5 d 3",
        "ms",
        "s",
        "",
        "Infinity",
        "NaN",
        "1f",
        "0x10s",
        "1_0s",
        "1e1000"
      })
  void a_duration_that_would_be_rounded_or_is_none_is_refused(String text) {
    assertThatThrownBy(() -> Durations.parse("it", text))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageStartingWith("it ");
  }

  @Test
  void a_duration_in_a_form_is_the_same_when_it_comes_back() {
    for (var millis : new long[] {0, 1, 999, 1000, 1500, 5_430_020, 90_061_001}) {
      var duration = Duration.ofMillis(millis);
      assertThat(Durations.parse("it", Durations.exact(duration))).isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({"1E2, 100", "2.0, 2", "1e3 K, 1024000", "1.5GB, 1610612736", "0, 0", "0.5K, 512"})
  void a_size_is_kept_to_the_byte(String text, long bytes) {
    assertThat(Bytes.parse("it", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.4",
        "1.5",
        "0.0001K",
        "0.1K",
        "1e-9",
        "-1",
        "+1",
        "٣K",
        "01K",
        "5\u212a",
        "1_0",
        "1 0",
        "Infinity",
        "2000TiB",
        "1e99",
        "0x10",
        "K",
        ""
      })
  void a_size_that_would_be_rounded_or_is_none_is_refused(String text) {
    assertThatThrownBy(() -> Bytes.parse("it", text))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageStartingWith("it ");
  }

  @Test
  void a_part_of_a_list_is_said_by_its_first_and_last() {
    assertThat(Numbers.part(40, 20, 1203)).isEqualTo("41–60 of 1,203");
    assertThat(Numbers.part(1200, 3, 1203)).isEqualTo("1,201–1,203 of 1,203");
    assertThat(Numbers.part(50, 1, 51)).isEqualTo("51 of 51");
  }
}
