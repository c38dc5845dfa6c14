package dev.queuectl.cli.top;

import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.report.Printable;
import java.util.ArrayList;
import java.util.List;

/// One line of a full screen: pieces of text, each in a style. Whatever they hold, they move no
/// cursor.
final class ScreenLine {
  private final List<Piece> pieces = new ArrayList<>();
  private int width;

  private record Piece(Style style, String text) {}

  static ScreenLine of(Style style, String text) {
    return new ScreenLine().add(style, text);
  }

  static ScreenLine of(String text) {
    return of(Style.PLAIN, text);
  }

  ScreenLine add(Style style, String text) {
    var harmless = Printable.line(text);
    pieces.add(new Piece(style, harmless));
    width += TextWidth.of(harmless);
    return this;
  }

  ScreenLine add(String text) {
    return add(Style.PLAIN, text);
  }

  /// The text in a column of that width with a gap behind; longer text is cut.
  ScreenLine column(int columns, Style style, String text) {
    var start = width;
    add(style, TextWidth.cut(Printable.line(text), columns));
    return add(" ".repeat(Math.max(1, columns + 1 - (width - start))));
  }

  ScreenLine column(int columns, String text) {
    return column(columns, Style.PLAIN, text);
  }

  /// Blanks up to that column.
  ScreenLine fill(int columns) {
    return add(" ".repeat(Math.max(0, columns - width)));
  }

  int width() {
    return width;
  }

  /// What the terminal gets, at most that wide.
  ///
  /// @param colours whether styles are wanted
  String text(int columns, boolean colours) {
    var text = new StringBuilder();
    var room = columns;
    for (var piece : pieces) {
      var cut = TextWidth.cut(piece.text, room);
      text.append(colours && !cut.isEmpty() ? piece.style.of(cut) : cut);
      room -= TextWidth.of(cut);
      if (cut.length() < piece.text.length()) {
        break;
      }
    }
    return text.toString();
  }

  /// The same as one bar over the whole width.
  ScreenLine highlighted(int columns) {
    var plain = text(columns, false);
    return of(Style.INVERSE, plain).fillWith(Style.INVERSE, columns);
  }

  private ScreenLine fillWith(Style style, int columns) {
    return add(style, " ".repeat(Math.max(0, columns - width)));
  }
}
