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

/// Attempts that ended: succeeded ones upward, failed ones downward, so that the two are told apart
/// by more than their colours.
public final class ThroughputChart {
  private static final double GAP = 0.2;

  private final Series series;
  private final Frame frame;
  private final long most;
  private final long mostFailed;

  private ThroughputChart(Series series, Frame frame) {
    this.series = series;
    this.frame = frame;
    this.most = Axis.top(series.steps().stream().mapToLong(Series.Step::completed).max().orElse(0));
    this.mostFailed = series.steps().stream().mapToLong(Series.Step::failed).max().orElse(0);
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
                        text(Numbers.grouped(series.failed()) + " failed"))
                    .withClass("legend")),
            Axis.plot("throughput", summary(), scale(), bars()),
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

  /// Failures get as much room as they need on the scale of what completed, but half at most.
  private long down() {
    return mostFailed == 0 ? 0 : Math.max(Axis.top(mostFailed), 1);
  }

  private double zero() {
    return Axis.HEIGHT * ratio();
  }

  private double ratio() {
    var up = Math.max(most, 1);
    return mostFailed == 0 ? 1 : Math.max(0.5, (double) up / (up + down()));
  }

  private List<DomContent> scale() {
    var marks = new ArrayList<DomContent>();
    marks.add(Axis.mark(0, Numbers.grouped(most)));
    marks.add(Axis.mark(zero(), "0"));
    if (mostFailed > 0) {
      marks.add(Axis.mark(Axis.HEIGHT, Numbers.grouped(down())));
    }
    return marks;
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
    var up = zero() * step.completed() / Math.max(most, 1);
    var below = Axis.HEIGHT - zero();
    var down = mostFailed == 0 ? 0 : below * step.failed() / down();
    return tag("g")
        .with(
            Axis.rect("succeeded", x, zero() - up, width, up),
            Axis.rect("failed", x, zero(), width, down),
            Axis.rect("hover", x, 0, width, Axis.HEIGHT).with(tag("title").withText(title(step))));
  }

  private String title(Series.Step step) {
    return "%s to %s: %s completed, %s failed"
        .formatted(
            mark(step.beginsAt()),
            mark(step.beginsAt().plus(series.span().step())),
            Numbers.grouped(step.completed()),
            Numbers.grouped(step.failed()));
  }

  private String mark(Instant at) {
    return When.mark(at, series.span().length(), frame);
  }
}
