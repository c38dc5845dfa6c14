package dev.queuectl.web.page.chart;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;

import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.When;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the charts have in common. Lengths along the time are percents, so that a chart fills its
/// place whatever its width; heights are pixels.
public final class Axis {
  static final int HEIGHT = 140;
  private static final int TIME_MARKS = 4;

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

  /// A line through points of which some may be missing: it breaks there.
  ///
  /// @param points heights in pixels; NaN where there is none
  static DomContent line(String kind, List<Double> points) {
    var step = 100.0 / points.size();
    var path = new StringBuilder();
    var drawing = false;
    for (var i = 0; i < points.size(); i++) {
      double y = points.get(i);
      if (!Double.isNaN(y)) {
        path.append(drawing ? " L" : " M").append(number((i + 0.5) * step));
        path.append(' ').append(number(y)).append(drawing ? "" : " h0.01");
      }
      drawing = !Double.isNaN(y);
    }
    return tag("svg")
        .attr("viewBox", "0 0 100 " + HEIGHT)
        .attr("preserveAspectRatio", "none")
        .attr("width", "100%")
        .attr("height", Integer.toString(HEIGHT))
        .attr("overflow", "visible")
        .with(tag("path").withClasses("curve", kind).attr("d", path.toString().strip()));
  }

  static DomContent times(Series series, Frame frame) {
    var marks = new ArrayList<DomContent>();
    for (var i = 0; i < TIME_MARKS; i++) {
      var at = series.from().plus(series.span().length().multipliedBy(i).dividedBy(TIME_MARKS));
      marks.add(span(When.mark(at, series.span().length(), frame)));
    }
    marks.add(span("now"));
    return div(marks.toArray(DomContent[]::new)).withClass("axis plot-box");
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
