package dev.queuectl.web.page.output;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import dev.queuectl.process.output.InterleavedOutput;
import dev.queuectl.process.output.InterleavedOutput.Known;
import j2html.tags.DomContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A window on both streams in the order in which they were written to.
///
/// @param from where it begins, an offset in the whole
/// @param end where it ends
/// @param size of the whole
public record InterleavedWindow(List<Run> runs, long from, long end, long size, Known known) {
  public InterleavedWindow {
    runs = List.copyOf(runs);
  }

  /// What was written to one stream before something was written to the other.
  ///
  /// @param exact whether its place is known
  public record Run(boolean stdout, boolean exact, String text) {}

  /// The end.
  public static InterleavedWindow tail(InterleavedOutput output) throws IOException {
    var from = Math.max(start(output), output.tailOffset(OutputWindow.MOST_LINES));
    return of(output, from, output.size());
  }

  private static long start(InterleavedOutput output) {
    return Math.max(0, output.size() - OutputWindow.MOST_BYTES);
  }

  /// What begins at an offset.
  public static InterleavedWindow at(InterleavedOutput output, long from) throws IOException {
    return of(output, from, from + OutputWindow.MOST_BYTES);
  }

  /// What ends at an offset.
  public static InterleavedWindow before(InterleavedOutput output, long until) throws IOException {
    return of(output, Math.max(0, until - OutputWindow.MOST_BYTES), until);
  }

  private static InterleavedWindow of(InterleavedOutput output, long from, long end)
      throws IOException {
    var size = output.size();
    var first = Math.min(from, size);
    var last = Math.min(end, size);
    var runs = new ArrayList<Run>();
    for (var piece : output.pieces(first, last)) {
      var text = new ByteArrayOutputStream();
      output.copy(piece, text);
      runs.add(new Run(piece.stdout(), piece.exact(), text.toString(StandardCharsets.UTF_8)));
    }
    return new InterleavedWindow(runs, first, last, size, output.known());
  }

  /// The lines, each with the stream that it was written to.
  public List<DomContent> lines() {
    var lines = new ArrayList<DomContent>();
    for (var run : runs) {
      for (var line : AnsiText.lines(run.text())) {
        var mark =
            (run.exact() || known == Known.UNKNOWN ? "" : "~") + (run.stdout() ? "out" : "err");
        lines.add(
            div(
                    span().withClass("ln").withData("n", mark),
                    span(line.toArray(DomContent[]::new)).withClass("lt"))
                .withClasses("line", run.stdout() ? "" : "err"));
      }
    }
    return lines;
  }

  /// Above the lines: what their order is worth.
  public DomContent about() {
    return p(switch (known) {
          case EXACT -> "Both streams in the order in which they were written to.";
          case PARTLY ->
              "Both streams in the order in which they were written to. Lines marked with ~ were"
                  + " written within moments: their order is a guess.";
          case UNKNOWN ->
              "In which order both streams were written to was not seen: stdout comes first.";
        })
        .withId("about-interleaved")
        .withClass("muted");
  }
}
