package dev.queuectl.web.page.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.QueueException;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Measure;
import dev.queuectl.web.page.PageExamples;
import dev.queuectl.web.page.chart.Series.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What ended, in steps of time.
class SeriesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:13:27Z");

  private static Rollup rollup(String at, Measure measure, int bucket, long attempts) {
    return new Rollup(Instant.parse(at), measure, bucket, attempts);
  }

  @ParameterizedTest
  @EnumSource
  void theLastStepIsTheOneThatNowLiesIn(Span span) {
    var last = Series.of(span, List.of(), NOW).steps().getLast().beginsAt();
    assertThat(last).isBeforeOrEqualTo(NOW);
    assertThat(last.plus(span.step())).isAfter(NOW);
    assertThat(Series.of(span, List.of(), NOW).steps())
        .hasSize((int) span.length().dividedBy(span.step()));
  }

  @Test
  void whatEndedIsCountedInItsStep() {
    var series =
        Series.of(
            Span.DAY,
            List.of(
                rollup("2026-06-01T08:00:00Z", Measure.COMPLETED, 0, 3),
                rollup("2026-06-01T08:12:00Z", Measure.COMPLETED, 0, 4),
                rollup("2026-06-01T08:12:00Z", Measure.FAILED, 0, 1),
                rollup("2026-06-01T07:59:00Z", Measure.DEAD, 0, 2),
                rollup("2026-05-31T08:29:00Z", Measure.COMPLETED, 0, 100)),
            NOW);

    assertThat(series.steps().getLast().completed()).isEqualTo(7);
    assertThat(series.steps().getLast().failed()).isEqualTo(1);
    assertThat(series.steps().get(46).failed()).isEqualTo(2);
    assertThat(series.completed()).isEqualTo(7);
    assertThat(series.success()).contains(0.7);
  }

  @Test
  void ofNothingThereIsNoRateOfSuccess() {
    assertThat(Series.of(Span.HOUR, List.of(), NOW).success()).isEmpty();
  }

  @Test
  void theChartsSayInWordsWhatTheyShow() {
    var frame = PageExamples.frame();
    var series =
        Series.of(
            Span.HOUR,
            List.of(
                rollup("2026-06-01T08:12:00Z", Measure.COMPLETED, 0, 1234),
                rollup("2026-06-01T08:12:00Z", Measure.RUN, 40, 1234)),
            NOW);
    assertThat(ThroughputChart.of(series, frame).render())
        .contains("aria-label=\"1,234 completed and 0 failed attempts in the last 1h\"")
        .contains("<title>08:12 to 08:13: 1,234 completed, 0 failed attempts</title>")
        .doesNotContain("NaN", "style=");
    assertThat(TimesChart.of("Run time", series, frame, Series.Step::ran).render())
        .contains("Run time in the last 1h: lately p50 1.12s")
        .doesNotContain("NaN", "style=");
  }

  @Test
  void anEmptyChartIsAChart() {
    var series = Series.of(Span.WEEK, List.of(), NOW);
    assertThat(ThroughputChart.of(series, PageExamples.frame()).render()).doesNotContain("NaN");
    assertThat(TimesChart.of("Wait", series, PageExamples.frame(), Series.Step::waited).render())
        .contains("nothing ended")
        .doesNotContain("NaN");
  }

  @Test
  void theScaleIsARoundNumberAboveTheLargest() {
    assertThat(List.of(Axis.top(0), Axis.top(1), Axis.top(3), Axis.top(17), Axis.top(5001)))
        .containsExactly(1L, 1L, 5L, 20L, 10_000L);
  }

  @Test
  void aSpanThatThereIsNotIsAnHour() {
    assertThatThrownBy(() -> Span.of("<script>")).isInstanceOf(QueueException.Invalid.class);
    assertThat(Span.of("7d").length()).isEqualTo(Duration.ofDays(7));
  }
}
