package dev.queuectl.web.page.chart;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import dev.queuectl.web.page.part.Frame;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the charts have in common. Lengths along the time are percents, so that a chart fills its
/// place whatever its width; heights are pixels.
public final class Axis {
  static final int HEIGHT = 140;

  /// Numbers beside the scale are at least so far apart.
  static final double APART = 22;

  private Axis() {}

  /// @param scale marks made by [#mark], the topmost first
  static DomContent plot(String name, String summary, List<DomContent> scale, DomContent content) {
    return div(tag("svg")
            .withClasses("plot", name)
            .attr("role", "img")
            .attr("aria-label", summary)
            .attr("width", "100%")
            .attr("height", Integer.toString(HEIGHT + 16))
            .with(tag("g").attr("transform", "translate(0 8)").with(each(scale.stream()), content)))
        .withClass("plot-box");
  }

  /// A line over the whole width with its number.
  static DomContent mark(double y, String label) {
    return tag("g")
        .withClass("mark")
        .with(
            tag("line")
                .attr("x1", "0")
                .attr("x2", "100%")
                .attr("y1", number(y))
                .attr("y2", number(y)),
            tag("text").attr("x", "-8").attr("y", number(y + 4)).withText(label));
  }

  static ContainerTag<?> rect(String kind, double x, double y, double width, double height) {
    return tag("rect")
        .withClass(kind)
        .attr("x", number(x) + "%")
        .attr("width", number(width) + "%")
        .attr("y", number(y))
        .attr("height", number(Math.max(0, height)));
  }

  /// A line through points of which some may be missing: it breaks there. A point without
  /// neighbours is a mark of its own shape.
  ///
  /// @param points heights in pixels; NaN where there is none
  static DomContent line(String kind, List<Double> points) {
    var step = 100.0 / points.size();
    var path = new StringBuilder();
    var alone = new ArrayList<DomContent>();
    for (var i = 0; i < points.size(); i++) {
      double y = points.get(i);
      if (Double.isNaN(y)) {
        continue;
      }
      var goesOn = isPoint(points, i - 1);
      if (!goesOn && !isPoint(points, i + 1)) {
        alone.add(point(kind, (i + 0.5) * step, y));
      } else {
        path.append(goesOn ? " L" : " M").append(number((i + 0.5) * step));
        path.append(' ').append(number(y));
      }
    }
    return each(
        tag("svg")
            .attr("viewBox", "0 0 100 " + HEIGHT)
            .attr("preserveAspectRatio", "none")
            .attr("width", "100%")
            .attr("height", Integer.toString(HEIGHT))
            .attr("overflow", "visible")
            .with(tag("path").withClasses("curve", kind).attr("d", path.toString().strip())),
        each(alone.toArray(DomContent[]::new)));
  }

  private static boolean isPoint(List<Double> points, int at) {
    return at >= 0 && at < points.size() && !Double.isNaN(points.get(at));
  }

  private static DomContent point(String kind, double x, double y) {
    return tag("svg")
        .attr("x", number(x) + "%")
        .attr("y", number(y))
        .attr("overflow", "visible")
        .with(shape(kind));
  }

  /// A disc, a square or a triangle round the origin.
  static DomContent shape(String kind) {
    var path =
        switch (kind) {
          case "p95" -> "M-3.5 -3.5h7v7h-7z";
          case "p99" -> "M0 -4.5L4.5 3.5h-9z";
          default -> "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
        };
    return tag("path").withClasses("point", kind).attr("d", path);
  }

  /// What kind of scale it is, where one reads the numbers.
  static DomContent note(String words) {
    return words.isEmpty()
        ? text("")
        : tag("text").withClass("note").attr("x", "6").attr("y", "9").withText(words);
  }

  static DomContent times(Series series, Frame frame) {
    return div(TimeMarks.words(series, frame)).withClass("plot-box");
  }

  /// The next number of the form 1, 2 or 5 times a power of ten: a scale that stays while the
  /// numbers move a little.
  static long top(long most) {
    var power = 1L;
    while (power * 10 <= most) {
      power *= 10;
    }
    for (var factor : List.of(1, 2, 5)) {
      if (factor * power >= most) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  public static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
  }
}
