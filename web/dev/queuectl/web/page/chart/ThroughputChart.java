package dev.queuectl.web.page.chart;

import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import dev.queuectl.Numbers;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/// Attempts that ended: succeeded ones upward, failed ones downward, so that the two are told apart
/// by more than their colours.
public final class ThroughputChart {
  private static final double GAP = 0.2;
  private static final double LEAST = 2;

  private final Series series;
  private final Frame frame;
  private final Scale scale;
  private final long up;
  private final long down;

  private ThroughputChart(Series series, Frame frame) {
    this.series = series;
    this.frame = frame;
    var completed = series.steps().stream().mapToLong(Series.Step::completed);
    var failed = series.steps().stream().mapToLong(Series.Step::failed);
    this.scale = Scale.of(LongStream.concat(completed, failed));
    this.up = Axis.top(most(Series.Step::completed));
    this.down = most(Series.Step::failed) == 0 ? 0 : Axis.top(most(Series.Step::failed));
  }

  private long most(ToLongFunction<Series.Step> counted) {
    return series.steps().stream().mapToLong(counted).max().orElse(0);
  }

  public static DomContent of(Series series, Frame frame) {
    return new ThroughputChart(series, frame).html();
  }

  private DomContent html() {
    return figure(
            figcaption(
                h2("Throughput"),
                span(
                        span().withClasses("key", "succeeded"),
                        text(Numbers.grouped(series.completed()) + " completed "),
                        span().withClasses("key", "failed"),
                        text(Numbers.counted(series.failed(), "failed attempt")))
                    .withClass("legend")),
            Axis.plot(
                "throughput",
                summary(),
                marks(),
                each(TimeMarks.lines(series, frame), bars(), Axis.note(scale.words()))),
            Axis.times(series, frame))
        .withClass("chart");
  }

  private String summary() {
    return "%s completed and %s failed attempts in the last %s"
        .formatted(
            Numbers.grouped(series.completed()),
            Numbers.grouped(series.failed()),
            series.span().word());
  }

  /// The same number is as high upward as downward.
  private double height(double number) {
    return Axis.HEIGHT * scale.of(number) / (scale.of(Math.max(up, 1)) + scale.of(down));
  }

  private double zero() {
    return height(Math.max(up, 1));
  }

  private List<DomContent> marks() {
    var marks = new ArrayList<DomContent>();
    scale
        .marks(Math.max(up, 1), zero(), Axis.APART)
        .forEach(number -> marks.add(mark(zero() - height(number), number)));
    marks.add(mark(zero(), 0));
    if (down > 0) {
      scale
          .marks(down, height(down), Axis.APART)
          .forEach(number -> marks.add(mark(zero() + height(number), number)));
    }
    return marks;
  }

  private static DomContent mark(double y, long number) {
    return Axis.mark(y, Numbers.grouped(number));
  }

  private DomContent bars() {
    var width = 100.0 / series.steps().size();
    var bars = new ArrayList<DomContent>();
    for (var i = 0; i < series.steps().size(); i++) {
      bars.add(bar(series.steps().get(i), i * width + width * GAP / 2, width * (1 - GAP)));
    }
    return each(bars.toArray(DomContent[]::new));
  }

  private DomContent bar(Series.Step step, double x, double width) {
    var up = seen(step.completed());
    var down = seen(step.failed());
    return tag("g")
        .with(
            Axis.rect("succeeded", x, zero() - up, width, up),
            Axis.rect("failed", x, zero(), width, down),
            Axis.rect("hover", x, 0, width, Axis.HEIGHT).with(tag("title").withText(title(step))));
  }

  /// Also a single job among thousands.
  private double seen(long number) {
    return number == 0 ? 0 : Math.max(LEAST, height(number));
  }

  private String title(Series.Step step) {
    return "%s to %s: %s completed, %s"
        .formatted(
            mark(step.beginsAt()),
            mark(step.beginsAt().plus(series.span().step())),
            Numbers.grouped(step.completed()),
            Numbers.counted(step.failed(), "failed attempt"));
  }

  private String mark(Instant at) {
    return When.mark(at, series.span().length(), frame);
  }
}
