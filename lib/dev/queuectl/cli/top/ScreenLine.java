package dev.queuectl.cli.top;

import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.report.Printable;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/// One line of a full screen: pieces of text, each in a style. Whatever they hold, they move no
/// cursor.
final class ScreenLine {
  private final AttributedStringBuilder line = new AttributedStringBuilder();

  static ScreenLine of(Style style, String text) {
    return new ScreenLine().add(style, text);
  }

  static ScreenLine of(String text) {
    return of(Style.PLAIN, text);
  }

  ScreenLine add(Style style, String text) {
    line.ansiAppend(style.of(Printable.line(text)));
    return this;
  }

  ScreenLine add(String text) {
    return add(Style.PLAIN, text);
  }

  /// The text in a column of that width with a gap behind; longer text is cut.
  ScreenLine column(int columns, Style style, String text) {
    var end = width() + columns + 1;
    add(style, TextWidth.cut(Printable.line(text), columns));
    return add(" ".repeat(Math.max(1, end - width())));
  }

  ScreenLine column(int columns, String text) {
    return column(columns, Style.PLAIN, text);
  }

  /// Blanks up to that column.
  ScreenLine fill(int columns) {
    return fill(Style.PLAIN, columns);
  }

  private ScreenLine fill(Style style, int columns) {
    return add(style, " ".repeat(Math.max(0, columns - width())));
  }

  int width() {
    return line.columnLength();
  }

  /// What the terminal shows, cut to that width.
  ///
  /// @param colours whether styles are wanted
  AttributedString text(int columns, boolean colours) {
    var cut = line.columnSubSequence(0, columns);
    return colours ? cut : new AttributedString(cut.toString());
  }

  /// The same as one bar over the whole width.
  ScreenLine highlighted(int columns) {
    return of(Style.INVERSE, text(columns, false).toString()).fill(Style.INVERSE, columns);
  }
}
