package dev.queuectl.web.page.chart;

import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import dev.queuectl.Durations;
import dev.queuectl.store.Histogram;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How long attempts ran or waited: half of them, 95 and 99 of a hundred, on a scale on which every
/// tenfold is as high, since waits of milliseconds and of hours stand side by side.
public final class TimesChart {
  private static final Map<String, Double> PARTS = parts();

  private final String title;
  private final Series series;
  private final Frame frame;
  private final Function<Series.Step, Histogram> times;
  private final double top;
  private final double bottom;

  private TimesChart(
      String title, Series series, Frame frame, Function<Series.Step, Histogram> times) {
    this.title = title;
    this.series = series;
    this.frame = frame;
    this.times = times;
    var logs =
        series.steps().stream()
            .flatMap(step -> times.apply(step).percentile(0.99).stream())
            .mapToDouble(TimesChart::log)
            .summaryStatistics();
    var lows =
        series.steps().stream()
            .flatMap(step -> times.apply(step).percentile(0.5).stream())
            .mapToDouble(TimesChart::log)
            .summaryStatistics();
    this.top = logs.getCount() == 0 ? 1 : Math.ceil(logs.getMax() + 0.05);
    this.bottom = lows.getCount() == 0 ? 0 : Math.min(top - 1, Math.floor(lows.getMin()));
  }

  public static DomContent of(
      String title, Series series, Frame frame, Function<Series.Step, Histogram> times) {
    return new TimesChart(title, series, frame, times).html();
  }

  private static Map<String, Double> parts() {
    var parts = new LinkedHashMap<String, Double>();
    parts.put("p50", 0.50);
    parts.put("p95", 0.95);
    parts.put("p99", 0.99);
    return parts;
  }

  private static double log(Duration duration) {
    return Math.log10(Math.max(1, duration.toMillis()));
  }

  private DomContent html() {
    return figure(
            figcaption(h2(title), span(each(PARTS.keySet(), this::key)).withClass("legend")),
            Axis.plot(
                "times",
                summary(),
                scale(),
                each(
                    each(
                        PARTS.entrySet(),
                        part -> Axis.line(part.getKey(), points(part.getValue()))),
                    hovers())),
            Axis.times(series, frame))
        .withClass("chart");
  }

  private DomContent key(String part) {
    return each(
        tag("svg")
            .withClass("sample")
            .attr("width", "22")
            .attr("height", "8")
            .attr("aria-hidden", "true")
            .with(tag("path").withClasses("curve", part).attr("d", "M0 4 L22 4")),
        text(part + " "));
  }

  private String summary() {
    return title + " in the last " + series.span().word() + ": " + whole();
  }

  private String whole() {
    var last =
        series.steps().reversed().stream()
            .filter(step -> times.apply(step).total() > 0)
            .findFirst();
    return last.map(step -> "lately " + words(step)).orElse("nothing ended");
  }

  private String words(Series.Step step) {
    var words = new ArrayList<String>();
    PARTS.forEach(
        (name, part) ->
            times
                .apply(step)
                .percentile(part)
                .ifPresent(time -> words.add(name + " " + Durations.text(time))));
    return String.join(", ", words);
  }

  private double y(double log) {
    return Axis.HEIGHT * (1 - (log - bottom) / (top - bottom));
  }

  private List<Double> points(double part) {
    return series.steps().stream()
        .map(
            step -> times.apply(step).percentile(part).map(time -> y(log(time))).orElse(Double.NaN))
        .toList();
  }

  private List<DomContent> scale() {
    var marks = new ArrayList<DomContent>();
    var each = Math.max(1, Math.ceil((top - bottom) / 4));
    for (var log = bottom; log <= top + 0.01; log += each) {
      marks.add(
          Axis.mark(y(log), Durations.text(Duration.ofMillis(Math.round(Math.pow(10, log))))));
    }
    return marks;
  }

  private DomContent hovers() {
    var width = 100.0 / series.steps().size();
    var hovers = new ArrayList<DomContent>();
    for (var i = 0; i < series.steps().size(); i++) {
      var step = series.steps().get(i);
      if (times.apply(step).total() > 0) {
        hovers.add(
            Axis.rect("hover", i * width, 0, width, Axis.HEIGHT)
                .with(
                    tag("title")
                        .withText(
                            When.mark(step.beginsAt(), series.span().length(), frame)
                                + ": "
                                + words(step))));
      }
    }
    return each(hovers.toArray(DomContent[]::new));
  }
}
