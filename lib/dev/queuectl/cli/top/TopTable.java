package dev.queuectl.cli.top;

import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.report.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The lines of a list. Its columns are as wide as what stands in them, so that no number and no
/// time is cut; what does not fit the screen is the end of the command.
final class TopTable {
  private final List<Row> rows = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  /// @param job its id; empty for a line that cannot be selected
  /// @param line made when it is to be seen, as most are not
  record Row(String job, Supplier<ScreenLine> line) {}

  /// @param least how wide the column is at least, so that it seldom moves
  record Cell(int least, Style style, String text) {
    Cell {
      text = Printable.line(text);
    }
  }

  /// A line across all columns.
  void line(Supplier<ScreenLine> line) {
    rows.add(new Row("", line));
  }

  /// @param cells as many as in every other row
  /// @param command goes to the end of the line
  void row(String job, List<Cell> cells, Style style, String command) {
    for (var i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      var width = Math.max(cell.least(), TextWidth.of(cell.text()));
      if (i == widths.size()) {
        widths.add(width);
      } else {
        widths.set(i, Math.max(widths.get(i), width));
      }
    }
    rows.add(new Row(job, () -> aligned(cells).add(style, command)));
  }

  private ScreenLine aligned(List<Cell> cells) {
    var line = ScreenLine.of("  ");
    for (var i = 0; i < cells.size(); i++) {
      line.column(widths.get(i), cells.get(i).style(), cells.get(i).text());
    }
    return line;
  }

  List<Row> rows() {
    return rows;
  }
}
