package dev.queuectl.web.page.chart;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.tag;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.report.slots.SlotHistory;
import dev.queuectl.report.slots.SlotRow;
import dev.queuectl.report.slots.SlotRun;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.When;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The slots of one worker over time: a row a slot, a bar an attempt. Bars of attempts that
/// succeeded are lower than others, so that they are told apart by more than their colours.
public final class SlotChart {
  private static final int ROW = 16;

  /// In percent: about two pixels.
  private static final double LEAST_WIDTH = 0.2;

  /// Bars that are no further apart are drawn as one, if their outcomes are the same.
  private static final double CLOSE = 0.1;

  private final SlotHistory history;
  private final Frame frame;
  private final Duration step;

  /// @param step between the marks of time
  public SlotChart(SlotHistory history, Duration step, Frame frame) {
    this.history = history;
    this.step = step;
    this.frame = frame;
  }

  /// @param rows of one worker
  public DomContent of(List<SlotRow> rows) {
    var lines = new ArrayList<DomContent>();
    for (var i = 0; i < rows.size(); i++) {
      lines.add(row(rows.get(i), i * ROW));
    }
    var height = rows.size() * ROW;
    return div(tag("svg")
            .withClasses("plot", "slot-rows")
            .attr("role", "group")
            .attr("aria-label", summary(rows))
            .attr("width", "100%")
            .attr("height", Integer.toString(height + 18))
            .with(
                each(marks().stream().map(mark -> mark(mark, height))),
                each(lines.toArray(DomContent[]::new)),
                words("slot", "-8", height + 13, When.zone(frame))))
        .withClass("plot-box");
  }

  private static String summary(List<SlotRow> rows) {
    var attempts = rows.stream().mapToLong(row -> row.runs().size()).sum();
    return "%s of %s: %s; the table below names them"
        .formatted(
            Numbers.counted(rows.size(), "slot"),
            rows.getFirst().worker(),
            Numbers.counted(attempts, "attempt"));
  }

  private List<Instant> marks() {
    return TimeMarks.between(history.from(), history.until(), step, frame.zone());
  }

  private DomContent mark(Instant at, int height) {
    var x = Axis.number(percent(at)) + "%";
    return tag("g")
        .with(
            tag("line")
                .withClass("time")
                .attr("x1", x)
                .attr("x2", x)
                .attr("y1", "0")
                .attr("y2", Integer.toString(height)),
            words(
                "at",
                x,
                height + 13,
                When.mark(at, Duration.between(history.from(), history.until()), frame)));
  }

  private static DomContent words(String kind, String x, int y, String words) {
    return tag("text").withClass(kind).attr("x", x).attr("y", Integer.toString(y)).withText(words);
  }

  private DomContent row(SlotRow row, int top) {
    return tag("g")
        .attr("transform", "translate(0 %d)".formatted(top))
        .with(
            words("slot", "-8", 12, "slot " + row.slot()),
            Axis.rect("free", 0, 7, 100, 2),
            each(bars(row).stream().map(this::bar)));
  }

  /// Some attempts after another that look like one, or a single one.
  private record Bar(SlotRun first, SlotRun last, int runs, double from, double to) {}

  private List<Bar> bars(SlotRow row) {
    var bars = new ArrayList<Bar>();
    for (var run : row.runs().reversed()) {
      var bar = new Bar(run, run, 1, percent(run.begin()), percent(end(run)));
      var last = bars.isEmpty() ? null : bars.getLast();
      if (last != null && isClose(last, bar)) {
        bars.removeLast();
        bar = new Bar(last.first, run, last.runs + 1, last.from, Math.max(last.to, bar.to));
      }
      bars.add(bar);
    }
    return bars;
  }

  private static boolean isClose(Bar one, Bar next) {
    return one.last.outcome().equals(next.first.outcome())
        && next.from - one.to < CLOSE
        && next.to - next.from < LEAST_WIDTH
        && (one.runs > 1 || one.to - one.from < LEAST_WIDTH);
  }

  private DomContent bar(Bar bar) {
    var isLow = bar.first.outcome().equals("succeeded");
    var width = Math.max(LEAST_WIDTH, bar.to - bar.from);
    var rect =
        Axis.rect(
            "run " + bar.first.outcome(),
            Math.min(bar.from, 100 - width),
            isLow ? 4 : 2,
            width,
            isLow ? 8 : 12);
    return bar.runs > 1 ? rect.with(title(many(bar))) : link(bar.first, rect);
  }

  /// For a pointer: who uses the keyboard has the table.
  private DomContent link(SlotRun run, ContainerTag<?> rect) {
    return tag("a")
        .attr(
            "href",
            Addresses.job(
                run.job().id(), Map.of("attempt", Integer.toString(run.attempt().number()))))
        .attr("tabindex", "-1")
        .with(rect.with(title(one(run))));
  }

  private static DomContent title(String words) {
    return tag("title").withText(words);
  }

  private String one(SlotRun run) {
    return "%s, attempt %d: %s, %s, from %s"
        .formatted(
            run.job().id(),
            run.attempt().number(),
            Timeline.words(run.outcome()),
            Durations.text(Durations.between(run.begin(), end(run))),
            clock(run.begin()));
  }

  private String many(Bar bar) {
    return "%s: %s, from %s to %s, the last of %s"
        .formatted(
            Numbers.counted(bar.runs, "attempt"),
            Timeline.words(bar.first.outcome()),
            clock(bar.first.begin()),
            clock(end(bar.last)),
            bar.last.job().id());
  }

  private String clock(Instant at) {
    return When.second(at, frame);
  }

  private Instant end(SlotRun run) {
    return Objects.requireNonNullElse(run.attempt().endedAt(), history.until());
  }

  private double percent(Instant at) {
    var whole = Duration.between(history.from(), history.until()).toMillis();
    return Math.clamp(100.0 * Duration.between(history.from(), at).toMillis() / whole, 0, 100);
  }
}
