package dev.queuectl.web.page.chart;

import static j2html.TagCreator.each;
import static j2html.TagCreator.tag;

import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Round times along the bottom of a chart, in the zone of its reader, which is named.
final class TimeMarks {
  /// What is left free for the word at the end, in percent.
  private static final double LAST = 93;

  private TimeMarks() {}

  private static Duration step(Series.Span span) {
    return switch (span) {
      case HOUR -> Duration.ofMinutes(10);
      case DAY -> Duration.ofHours(4);
      case WEEK -> Duration.ofDays(1);
    };
  }

  /// The round times that lie in it.
  static List<Instant> of(Series series, Frame frame) {
    var until = series.from().plus(series.span().length());
    return between(series.from(), until, step(series.span()), frame.zone());
  }

  static List<Instant> between(Instant from, Instant until, Duration step, ZoneId zone) {
    var times = new ArrayList<Instant>();
    var day = from.atZone(zone).toLocalDate();
    for (; !day.atStartOfDay(zone).toInstant().isAfter(until); day = day.plusDays(1)) {
      for (var at = Duration.ZERO; at.toDays() < 1; at = at.plus(step)) {
        var time = day.atTime(LocalTime.ofNanoOfDay(at.toNanos())).atZone(zone).toInstant();
        if (!time.isBefore(from) && time.isBefore(until)) {
          times.add(time);
        }
      }
    }
    return times;
  }

  /// Lines over the whole height.
  static DomContent lines(Series series, Frame frame) {
    return each(
        of(series, frame).stream()
            .map(
                time ->
                    tag("line")
                        .withClass("time")
                        .attr("x1", Axis.number(percent(series, time)) + "%")
                        .attr("x2", Axis.number(percent(series, time)) + "%")
                        .attr("y1", "0")
                        .attr("y2", Integer.toString(Axis.HEIGHT))));
  }

  static DomContent words(Series series, Frame frame) {
    return tag("svg")
        .withClass("plot times-of")
        .attr("width", "100%")
        .attr("height", "18")
        .attr("aria-hidden", "true")
        .with(
            text("-8", When.zone(frame)).withClass("zone-name"),
            each(
                of(series, frame).stream()
                    .filter(time -> percent(series, time) < LAST)
                    .map(
                        time ->
                            text(
                                Axis.number(percent(series, time)) + "%",
                                series.span() == Series.Span.WEEK
                                    ? When.day(time, frame)
                                    : When.mark(time, series.span().length(), frame)))),
            text("100%", "now").withClass("now"));
  }

  private static j2html.tags.ContainerTag<?> text(String x, String words) {
    return tag("text").attr("x", x).attr("y", "13").withText(words);
  }

  private static double percent(Series series, Instant time) {
    return 100.0
        * Duration.between(series.from(), time).toMillis()
        / series.span().length().toMillis();
  }
}
