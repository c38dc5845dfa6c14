package dev.queuectl.web.page.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Measure;
import dev.queuectl.web.page.PageExamples;
import dev.queuectl.web.page.part.Frame;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What charts make of bursts, of single numbers and of the reader's zone.
class ScaleTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:59:30Z");
  private static final Pattern BAR =
      Pattern.compile("class=\"succeeded\"[^>]*height=\"([\\d.]+)\"");

  private static Scale of(long... numbers) {
    return Scale.of(LongStream.of(numbers));
  }

  @Test
  void aBurstChoosesTheScale() {
    assertThat(of()).isEqualTo(Scale.EVEN);
    assertThat(of(0, 3, 5, 0, 12)).isEqualTo(Scale.EVEN);
    assertThat(of(3, 3, 4, 5, 200)).isEqualTo(Scale.ROOT);
    assertThat(of(3, 3, 4, 5, 75_000)).isEqualTo(Scale.LOG);
  }

  @Test
  void everyScaleBeginsAtNothingAndGrows() {
    for (var scale : Scale.values()) {
      assertThat(scale.of(0)).isZero();
      assertThat(scale.of(10)).isGreaterThan(scale.of(9));
    }
  }

  @Test
  void marksAreRoundAndApart() {
    assertThat(Scale.EVEN.marks(100, 140, 22)).containsExactly(100L, 50L);
    assertThat(Scale.EVEN.marks(1, 140, 22)).containsExactly(1L);
    assertThat(Scale.ROOT.marks(500, 140, 22)).containsExactly(500L, 200L, 100L, 20L);
    assertThat(Scale.LOG.marks(100_000, 140, 22)).contains(100_000L).allMatch(ScaleTest::isRound);
    assertThat(Scale.LOG.marks(100_000, 10, 22)).containsExactly(100_000L);
  }

  private static boolean isRound(long number) {
    return Long.toString(number).matches("[125]0*");
  }

  private static Rollup rollup(String at, Measure measure, int bucket, long attempts) {
    return new Rollup(Instant.parse(at), measure, bucket, attempts);
  }

  private static Series burst() {
    var rollups = new ArrayList<Rollup>();
    for (var minute = 10; minute < 50; minute++) {
      rollups.add(rollup("2026-06-01T08:%d:00Z".formatted(minute), Measure.COMPLETED, 0, 2));
    }
    rollups.add(rollup("2026-06-01T08:52:00Z", Measure.COMPLETED, 0, 60_000));
    rollups.add(rollup("2026-06-01T08:53:00Z", Measure.DEAD, 0, 1));
    return Series.of(Series.Span.HOUR, rollups, NOW);
  }

  @Test
  void whatIsUsualIsSeenBesideABurstAndTheScaleIsNamed() {
    var chart = ThroughputChart.of(burst(), PageExamples.frame()).render();
    assertThat(chart).contains(">log scale<").doesNotContain("NaN", "style=");
    var heights =
        BAR.matcher(chart).results().map(bar -> Double.parseDouble(bar.group(1))).toList();
    assertThat(heights).hasSize(60).filteredOn(height -> height > 0).hasSize(41);
    assertThat(heights).allMatch(height -> height == 0 || height >= 2);
  }

  @Test
  void usualNumbersNeedNoWords() {
    var even =
        Series.of(
            Series.Span.HOUR,
            List.of(rollup("2026-06-01T08:12:00Z", Measure.COMPLETED, 0, 3)),
            NOW);
    assertThat(ThroughputChart.of(even, PageExamples.frame()).render()).doesNotContain("scale<");
  }

  @Test
  void aSinglePointIsSeenAndEachPartHasAShapeOfItsOwn() {
    var one =
        Series.of(
            Series.Span.HOUR, List.of(rollup("2026-06-01T08:12:00Z", Measure.RUN, 40, 9)), NOW);
    var chart = TimesChart.of("Run time", one, PageExamples.frame(), Series.Step::ran).render();
    for (var part : List.of("p50", "p95", "p99")) {
      assertThat(chart.split("class=\"point " + part, -1)).as("legend and chart").hasSize(3);
    }
    assertThat(chart).contains(">10s<", ">1s<").doesNotContain("1m 40s");
  }

  @Test
  void timesAreRoundInTheZoneOfTheReader() {
    var chart = ThroughputChart.of(burst(), in("Asia/Kathmandu")).render();
    assertThat(chart).contains(">13:50<", ">14:40<", ">GMT+05:45<").doesNotContain(">13:45<");
    var day = Series.of(Series.Span.DAY, List.of(), NOW);
    assertThat(ThroughputChart.of(day, in("Europe/Berlin")).render())
        .contains(">12:00<", ">00:00<", ">CEST<");
    var week = Series.of(Series.Span.WEEK, List.of(), NOW);
    assertThat(ThroughputChart.of(week, in("UTC")).render()).contains(">May 28<", ">UTC<");
  }

  private static Frame in(String zone) {
    var frame = PageExamples.frame();
    return new Frame(
        frame.address(),
        frame.theme(),
        frame.readOnly(),
        frame.maySubmit(),
        frame.visitor(),
        frame.notice(),
        frame.store(),
        frame.dead(),
        frame.now(),
        ZoneId.of(zone));
  }
}
