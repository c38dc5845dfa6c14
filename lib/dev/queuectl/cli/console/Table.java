package dev.queuectl.cli.console;

import dev.queuectl.report.Printable;
import java.util.ArrayList;
import java.util.List;

/// Columns under a header. On a terminal the last column wraps to the width; elsewhere each row is
/// one line, whatever its length, so that `awk` finds the columns.
public final class Table {
  private static final int GAP = 2;
  private static final int ROWS_AT_A_TIME = 1000;

  /// With less room, the last column goes on lines of its own.
  private static final int LEAST_LAST_COLUMN = 20;

  private final List<String> header;
  private final boolean titled;
  private final List<Row> rows = new ArrayList<>();

  /// @param styles one for each cell
  private record Row(List<String> cells, List<Style> styles) {}

  public Table(String... header) {
    this(List.of(header), true);
  }

  private Table(List<String> header, boolean titled) {
    this.header = header;
    this.titled = titled;
  }

  /// Prints it if it has some hundred rows, so that long lists are not kept in memory to be
  /// aligned.
  ///
  /// @return where the next row goes
  public Table printedIfLong(Printer printer) {
    if (rows.size() < ROWS_AT_A_TIME) {
      return this;
    }
    print(printer);
    return new Table(header, false);
  }

  /// A row whose second cell has that style, as lists of jobs have it.
  public void row(Style second, String... cells) {
    var styles = new ArrayList<Style>();
    for (var i = 0; i < cells.length; i++) {
      styles.add(i == 1 ? second : Style.PLAIN);
    }
    rows.add(new Row(List.of(cells).stream().map(Printable::line).toList(), styles));
  }

  public void row(String... cells) {
    row(Style.PLAIN, cells);
  }

  public void print(Printer printer) {
    var widths = widths();
    if (titled) {
      print(printer, new Row(header, header.stream().map(_ -> Style.BOLD).toList()), widths);
    }
    rows.forEach(row -> print(printer, row, widths));
  }

  private int[] widths() {
    var widths = new int[header.size()];
    for (var i = 0; i < widths.length; i++) {
      var column = i;
      widths[i] =
          rows.stream()
              .mapToInt(row -> TextWidth.of(row.cells.get(column)))
              .reduce(TextWidth.of(header.get(i)), Math::max);
    }
    return widths;
  }

  private void print(Printer printer, Row row, int[] widths) {
    var last = widths.length - 1;
    var line = new StringBuilder();
    var indent = 0;
    for (var i = 0; i < last; i++) {
      var cell = row.cells.get(i);
      line.append(printer.styled(row.styles.get(i), cell))
          .append(" ".repeat(widths[i] - TextWidth.of(cell) + GAP));
      indent += widths[i] + GAP;
    }
    if (printer.width() - indent < LEAST_LAST_COLUMN) {
      printer.line(line.toString().stripTrailing());
      line.setLength(0);
      indent = GAP;
      line.append(" ".repeat(indent));
    }
    printLast(printer, row, line, indent);
  }

  private static void printLast(Printer printer, Row row, StringBuilder line, int indent) {
    var room = Math.max(1, printer.width() - indent);
    var parts = TextWidth.wrapped(row.cells.getLast(), room);
    printer.line(line.append(printer.styled(row.styles.getLast(), parts.getFirst())).toString());
    for (var part : parts.subList(1, parts.size())) {
      printer.line(" ".repeat(indent) + part);
    }
  }
}
