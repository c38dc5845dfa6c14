package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int SEEDS = 2000;

  private static RetryPolicy policy(Backoff backoff, double base, Duration max, double jitter) {
    return new RetryPolicy(backoff, base, max, jitter, 5);
  }

  /// The waits after a first failure, of as many jobs.
  private static LongStream waits(RetryPolicy policy) {
    return LongStream.range(0, SEEDS).map(seed -> policy.delay(1, seed).toMillis());
  }

  @ParameterizedTest
  @EnumSource(Backoff.class)
  void no_wait_is_shorter_than_the_one_before(Backoff backoff) {
    var policy = policy(backoff, 1.1, HOUR, 0);
    for (var attempts = 1; attempts < 2000; attempts++) {
      assertThat(policy.delay(attempts + 1, 1)).isGreaterThanOrEqualTo(policy.delay(attempts, 1));
    }
    assertThat(policy.delay(Integer.MAX_VALUE, 1)).isLessThanOrEqualTo(HOUR);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.25, 1})
  void jitter_lengthens_a_wait_by_up_to_its_fraction_and_uses_all_of_it(double jitter) {
    var waits = waits(policy(Backoff.FIXED, 100, HOUR, jitter)).summaryStatistics();
    assertThat(waits.getMin()).isBetween(100_000L, Math.round(100_000 * (1 + jitter * 0.02)));
    assertThat(waits.getMax())
        .isBetween(Math.round(100_000 * (1 + jitter * 0.98)), Math.round(100_000 * (1 + jitter)));
    assertThat(waits.getAverage() / 100_000 - 1).isBetween(jitter * 0.45, jitter * 0.55);
  }

  @Test
  void without_jitter_all_wait_alike() {
    assertThat(waits(policy(Backoff.LINEAR, 3, HOUR, 0)).distinct()).containsExactly(3000L);
  }

  @Test
  void one_failure_has_one_wait_and_the_next_one_another() {
    var policy = policy(Backoff.FIXED, 100, HOUR, 1);
    assertThat(policy.delay(1, 42)).isEqualTo(policy.delay(1, 42));
    assertThat(waits(policy).distinct().count()).isGreaterThan(SEEDS * 9 / 10);
  }

  @Test
  void jitter_goes_not_beyond_the_longest_wait() {
    var most = Duration.ofSeconds(10);
    assertThat(waits(policy(Backoff.FIXED, 8, most, 1)))
        .allMatch(millis -> millis >= 8000 && millis <= 10_000)
        .contains(10_000L);
    assertThat(waits(policy(Backoff.FIXED, 8, Duration.ZERO, 1)).distinct()).containsExactly(0L);
  }

  @ParameterizedTest
  @CsvSource({"0.99, 0, 5", "NaN, 0, 5", "2, -0.1, 5", "2, 1.1, 5", "2, NaN, 5", "2, 0, 0"})
  void what_makes_no_sense_is_refused(double base, double jitter, int interruptions) {
    assertThatThrownBy(() -> new RetryPolicy(Backoff.FIXED, base, HOUR, jitter, interruptions))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageContaining("must be");
  }

  @Test
  void a_longest_wait_is_not_negative() {
    assertThatThrownBy(() -> policy(Backoff.FIXED, 2, Duration.ofMillis(-1), 0))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageStartingWith("backoff_max ");
  }
}
