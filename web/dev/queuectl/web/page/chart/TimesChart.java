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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// How long attempts ran or waited: half of them, 95 and 99 of a hundred, on a scale on which every
/// tenfold is as high, since waits of milliseconds and of hours stand side by side.
public final class TimesChart {
  private static final Map<String, Double> PARTS = parts();

  /// What people call times of each size.
  private static final List<Duration> ROUND =
      Stream.of(
              "1ms", "10ms", "100ms", "1s", "10s", "1m", "10m", "1h", "6h", "1d", "7d", "30d",
              "365d")
          .map(text -> Durations.parse("mark", text))
          .toList();

  private final String title;
  private final Series series;
  private final Frame frame;
  private final Function<Series.Step, Histogram> times;
  private final Duration top;
  private final Duration bottom;

  private TimesChart(
      String title, Series series, Frame frame, Function<Series.Step, Histogram> times) {
    this.title = title;
    this.series = series;
    this.frame = frame;
    this.times = times;
    this.top = ROUND.get(above(extreme(0.99, true)));
    this.bottom = ROUND.get(below(extreme(0.5, false)));
  }

  /// The longest or the shortest of them; a second if nothing ended.
  private Duration extreme(double part, boolean longest) {
    var order = Comparator.<Duration>naturalOrder();
    return series.steps().stream()
        .flatMap(step -> times.apply(step).percentile(part).stream())
        .max(longest ? order : order.reversed())
        .orElse(Duration.ofSeconds(1));
  }

  /// The first round time above it, but for the very first.
  private static int above(Duration time) {
    var at = 1;
    while (at < ROUND.size() - 1 && ROUND.get(at).compareTo(time) < 0) {
      at++;
    }
    return at;
  }

  private int below(Duration time) {
    var at = ROUND.indexOf(top) - 1;
    while (at > 0 && ROUND.get(at).compareTo(time) > 0) {
      at--;
    }
    return at;
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
                    TimeMarks.lines(series, frame),
                    each(
                        PARTS.entrySet(),
                        part -> Axis.line(part.getKey(), points(part.getValue()))),
                    hovers(),
                    Axis.note(Scale.LOG.words()))),
            Axis.times(series, frame))
        .withClass("chart");
  }

  private DomContent key(String part) {
    return span(
        tag("svg")
            .withClass("sample")
            .attr("width", "30")
            .attr("height", "12")
            .attr("viewBox", "-15 -6 30 12")
            .attr("aria-hidden", "true")
            .with(
                tag("path").withClasses("curve", part).attr("d", "M-15 0 L15 0"), Axis.shape(part)),
        text(part));
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

  private double y(Duration time) {
    var part = (log(time) - log(bottom)) / (log(top) - log(bottom));
    return Axis.HEIGHT * (1 - Math.clamp(part, 0, 1));
  }

  private List<Double> points(double part) {
    return series.steps().stream()
        .map(step -> times.apply(step).percentile(part).map(this::y).orElse(Double.NaN))
        .toList();
  }

  /// The longest first, as far as they are apart.
  private List<DomContent> scale() {
    var marks = new ArrayList<DomContent>();
    var last = Double.NEGATIVE_INFINITY;
    for (var at = ROUND.indexOf(top); at >= ROUND.indexOf(bottom); at--) {
      var y = y(ROUND.get(at));
      if (y - last >= Axis.APART) {
        marks.add(Axis.mark(y, Durations.text(ROUND.get(at))));
        last = y;
      }
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
