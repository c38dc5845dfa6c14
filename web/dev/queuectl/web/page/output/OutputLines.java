package dev.queuectl.web.page.output;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/// The lines of an output, each with its number, which is a link to it.
public final class OutputLines {
  private OutputLines() {}

  /// Lines alone, as they are sent to who follows an output.
  public static String html(OutputWindow output, String address) {
    return each(lines(output, address).toArray(DomContent[]::new)).render();
  }

  public static List<DomContent> lines(OutputWindow output, String address) {
    var lines = new ArrayList<DomContent>();
    var number = output.firstLine();
    for (var line : AnsiText.lines(output.text())) {
      lines.add(line(letter(output.stream()), number++, line, address));
    }
    return lines;
  }

  /// One line, as a terminal would show it.
  public static DomContent content(String line) {
    return each(AnsiText.lines(line).stream().flatMap(List::stream));
  }

  /// Numbers are not text, so that who copies lines gets what was printed.
  private static DomContent line(
      String letter, long number, List<DomContent> content, String address) {
    var name = letter + number;
    return div(
            a().withHref(address + "&line=" + number + "#" + name)
                .withClass("ln")
                .withData("n", Long.toString(number))
                .attr("aria-label", "Line " + number),
            span(content.toArray(DomContent[]::new)).withClass("lt"))
        .withId(name)
        .withClass("line");
  }

  /// Lines of standard error have names of their own: both can be on one page.
  private static String letter(String stream) {
    return stream.equals("stderr") ? "E" : "L";
  }
}
