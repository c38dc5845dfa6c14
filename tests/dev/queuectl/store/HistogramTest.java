package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  private void add(Duration duration) {
    histogram.add(Histogram.bucket(duration), 1);
  }

  @Test
  void percentiles_are_right_to_within_nine_percent() {
    var random = new Random(7);
    var millis =
        LongStream.generate(() -> (long) Math.exp(random.nextDouble(3, 16)))
            .limit(5_000)
            .sorted()
            .toArray();
    LongStream.of(millis).mapToObj(Duration::ofMillis).forEach(this::add);
    for (var part : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
      var exact = millis[(int) Math.ceil(part * millis.length) - 1];
      assertThat((double) histogram.percentile(part).orElseThrow().toMillis())
          .isCloseTo((double) exact, Percentage.withPercentage(9.1));
    }
  }

  @Test
  void the_mean_is_right_to_within_nine_percent() {
    var millis = new Random(8).longs(2_000, 10, 90_000).toArray();
    LongStream.of(millis).mapToObj(Duration::ofMillis).forEach(this::add);
    assertThat((double) histogram.mean().orElseThrow().toMillis())
        .isCloseTo(LongStream.of(millis).average().orElseThrow(), Percentage.withPercentage(9));
  }

  @Test
  void nothing_counted_has_no_percentile() {
    assertThat(histogram.percentile(0.5)).isEmpty();
    assertThat(histogram.mean()).isEmpty();
    assertThat(histogram.total()).isZero();
  }

  @Test
  void no_time_and_less_than_none_share_the_first_bucket() {
    assertThat(Histogram.bucket(Duration.ZERO)).isZero();
    assertThat(Histogram.bucket(Duration.ofSeconds(-5))).isZero();
    assertThat(Histogram.bucket(Duration.ofMillis(1))).isZero();
    assertThat(Histogram.bucket(Duration.ofMillis(2))).isEqualTo(4);
  }

  @Test
  void the_middle_of_a_bucket_lies_in_it() {
    for (var bucket = 8; bucket < 150; bucket++) {
      assertThat(Histogram.bucket(Histogram.middle(bucket))).isEqualTo(bucket);
    }
  }
}
