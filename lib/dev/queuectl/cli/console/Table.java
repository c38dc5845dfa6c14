package dev.queuectl.cli.console;

import dev.queuectl.report.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Columns under a header. On a terminal the last column wraps to the width, or each row is made to
/// fit one line; elsewhere each row is one line, whatever its length, so that `awk` finds the
/// columns.
public final class Table {
  private static final int GAP = 2;
  private static final int ROWS_AT_A_TIME = 1000;

  /// With less room, the last column goes on lines of its own.
  private static final int LEAST_LAST_COLUMN = 16;

  /// A column that is made narrower keeps so much. Numbers, states and times have less.
  private static final int LEAST_COLUMN = 12;

  /// Where there is not even room for that.
  private static final int BARE_COLUMN = 8;

  private final List<String> header;
  private final boolean titled;
  private final boolean onOneLine;
  private final List<Row> rows = new ArrayList<>();

  /// @param styles one for each cell
  private record Row(List<String> cells, List<Style> styles) {}

  public Table(String... header) {
    this(List.of(header), true, false);
  }

  private Table(List<String> header, boolean titled, boolean onOneLine) {
    this.header = header;
    this.titled = titled;
    this.onOneLine = onOneLine;
  }

  /// A table whose rows take one line each on a terminal that is wide enough: long cells are
  /// shortened, and the last column is cut. Columns for which there is no room go on a second line.
  public static Table onOneLine(String... header) {
    return new Table(List.of(header), true, true);
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
    return new Table(header, false, onOneLine);
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
    if (onOneLine) {
      narrow(widths, printer.width() - LEAST_LAST_COLUMN, LEAST_COLUMN);
      narrow(widths, printer.width(), BARE_COLUMN);
    }
    if (titled) {
      print(printer, new Row(header, header.stream().map(_ -> Style.BOLD).toList()), widths);
    }
    rows.forEach(row -> print(printer, row, widths));
  }

  /// Takes from the widest column, and again, until what stands before the last one has room.
  private static void narrow(int[] widths, int room, int least) {
    var last = widths.length - 1;
    var columns = IntStream.range(0, last).map(i -> widths[i] + GAP).sum();
    for (var left = columns - room; left > 0; left--) {
      var widest =
          IntStream.range(0, last)
              .boxed()
              .max(Comparator.comparingInt(i -> widths[i]))
              .filter(i -> widths[i] > least);
      widest.ifPresent(i -> widths[i]--);
    }
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
      if (onOneLine && indent > GAP && indent + widths[i] > printer.width()) {
        indent = broken(printer, line);
      }
      var cell = TextWidth.shortened(row.cells.get(i), widths[i], printer.ellipsis());
      line.append(printer.styled(row.styles.get(i), cell))
          .append(" ".repeat(widths[i] - TextWidth.of(cell) + GAP));
      indent += widths[i] + GAP;
    }
    if (printer.width() - indent < LEAST_LAST_COLUMN) {
      indent = broken(printer, line);
    }
    printLast(printer, row, line, indent);
  }

  /// Prints the line, and begins another.
  ///
  /// @return how far that is indented
  private static int broken(Printer printer, StringBuilder line) {
    printer.line(line.toString().stripTrailing());
    line.setLength(0);
    line.append(" ".repeat(GAP));
    return GAP;
  }

  private void printLast(Printer printer, Row row, StringBuilder line, int indent) {
    var room = Math.max(1, printer.width() - indent);
    var text = row.cells.getLast();
    var parts =
        onOneLine
            ? List.of(TextWidth.begun(text, room, printer.ellipsis()))
            : TextWidth.wrapped(text, room);
    printer.line(line.append(printer.styled(row.styles.getLast(), parts.getFirst())).toString());
    for (var part : parts.subList(1, parts.size())) {
      printer.line(" ".repeat(indent) + part);
    }
  }
}
