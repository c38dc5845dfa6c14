package dev.queuectl.web.page.output;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.Bytes;
import j2html.tags.DomContent;
import java.util.List;

/// What a page that follows an output adds to what it shows.
public final class OutputUpdate {
  private OutputUpdate() {}

  /// @param address of the attempt
  /// @param runs whether more may come
  public static String html(List<OutputWindow> windows, String address, boolean runs) {
    return each(
            windows,
            window ->
                div(
                        about(window, windows.size() > 1, runs),
                        each(
                            OutputLines.lines(window, address + "&stream=" + window.stream())
                                .toArray(DomContent[]::new)))
                    .withData("stream", window.stream())
                    .withData("at", window.place().word()))
        .render();
  }

  /// Above the lines: which stream, and how much there is of it.
  ///
  /// @param several whether another stream is shown, too
  public static DomContent about(OutputWindow window, boolean several, boolean runs) {
    var isEmpty = window.size() == 0;
    return div(
            several || !isEmpty
                ? h3(
                    text(window.stream() + " "), span(Bytes.text(window.size())).withClass("muted"))
                : text(""),
            isEmpty
                ? p("Nothing was printed to " + window.stream() + (runs ? " yet." : "."))
                    .withClass("muted")
                : text(""))
        .withId("about-" + window.stream());
  }
}
