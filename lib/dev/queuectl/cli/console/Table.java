package dev.queuectl.cli.console;

import dev.queuectl.report.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Columns under a header. On a terminal the last column wraps to the width, or each row is made to
/// fit one line; elsewhere each row is one line, whatever its length, so that `awk` finds the
/// columns.
///
/// Where the terminal has no room for all columns, those that were said to be expendable are left
/// out: first those that say nothing, then the others, in the order in which they were named.
public final class Table {
  private static final int GAP = 2;
  private static final int ROWS_AT_A_TIME = 1000;

  /// With less room, the last column goes on lines of its own, or others are left out for it.
  private static final int LEAST_LAST_COLUMN = 16;

  /// A column that is made narrower keeps so much. Numbers, states and times have less.
  private static final int LEAST_COLUMN = 12;

  /// Where there is not even room for that.
  private static final int BARE_COLUMN = 8;

  private final List<String> header;
  private final boolean titled;
  private final boolean onOneLine;
  private final List<Expendable> expendable = new ArrayList<>();
  private final Set<Integer> leftOut = new HashSet<>();
  private final List<Row> rows = new ArrayList<>();

  /// @param nothing what stands in a cell that says nothing
  private record Expendable(int column, String nothing) {}

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

  /// A table whose rows take one line each on a terminal, whatever stands in them: long cells are
  /// shortened in the middle, and the last column is cut.
  public static Table onOneLine(String... header) {
    return new Table(List.of(header), true, true);
  }

  /// The column may be left out where there is no room for it.
  ///
  /// @param nothing what stands in a cell that says nothing
  public Table expendable(String column, String nothing) {
    expendable.add(new Expendable(header.indexOf(column), nothing));
    return this;
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
    var next = new Table(header, false, onOneLine);
    next.leftOut.addAll(leftOut);
    return next;
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
    leaveOut(widths, printer.width());
    if (onOneLine) {
      narrow(widths, printer.width() - LEAST_LAST_COLUMN, LEAST_COLUMN);
      narrow(widths, printer.width() - LEAST_LAST_COLUMN, BARE_COLUMN);
    }
    if (titled) {
      print(printer, new Row(header, header.stream().map(_ -> Style.BOLD).toList()), widths);
    }
    rows.forEach(row -> print(printer, row, widths));
  }

  /// For the whole first column those go that say nothing; for a part of it any.
  private void leaveOut(int[] widths, int room) {
    var least = onOneLine ? Math.max(LEAST_COLUMN, room / 10 * 3) : widths[0];
    expendable.stream()
        .filter(this::saysNothing)
        .takeWhile(_ -> taken(widths, widths[0]) > room)
        .forEach(it -> leftOut.add(it.column));
    expendable.stream()
        .takeWhile(_ -> taken(widths, least) > room)
        .forEach(it -> leftOut.add(it.column));
  }

  private boolean saysNothing(Expendable it) {
    return rows.stream().allMatch(row -> row.cells.get(it.column).equals(it.nothing));
  }

  /// How wide the table is if its first column takes no more than that, and the last one little.
  private int taken(int[] widths, int first) {
    var last = widths.length - 1;
    return Math.min(widths[0], first)
        + columns(1, last).map(i -> widths[i]).sum()
        + (int) columns(1, last + 1).count() * GAP
        + Math.min(widths[last], LEAST_LAST_COLUMN);
  }

  private IntStream columns(int from, int to) {
    return IntStream.range(from, to).filter(i -> !leftOut.contains(i));
  }

  /// Takes from the widest column, and again, until what stands before the last one has room.
  private void narrow(int[] widths, int room, int least) {
    var last = widths.length - 1;
    var taken = columns(0, last).map(i -> widths[i] + GAP).sum();
    for (var left = taken - room; left > 0; left--) {
      var widest =
          columns(0, last)
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
    for (var i : columns(0, last).toArray()) {
      var cell = TextWidth.shortened(row.cells.get(i), widths[i], printer.ellipsis());
      line.append(printer.styled(row.styles.get(i), cell))
          .append(" ".repeat(widths[i] - TextWidth.of(cell) + GAP));
      indent += widths[i] + GAP;
    }
    if (onOneLine) {
      var room = Math.max(0, printer.width() - indent);
      var cell = TextWidth.begun(row.cells.getLast(), room, printer.ellipsis());
      printer.line(line.append(printer.styled(row.styles.getLast(), cell)).toString());
      return;
    }
    if (printer.width() - indent < Math.min(widths[last], LEAST_LAST_COLUMN)) {
      printer.line(line.toString().stripTrailing());
      line.setLength(0);
      line.append(" ".repeat(GAP));
      indent = GAP;
    }
    wrapLast(printer, row, line, indent);
  }

  private static void wrapLast(Printer printer, Row row, StringBuilder line, int indent) {
    var parts = TextWidth.wrapped(row.cells.getLast(), Math.max(1, printer.width() - indent));
    printer.line(line.append(printer.styled(row.styles.getLast(), parts.getFirst())).toString());
    for (var part : parts.subList(1, parts.size())) {
      printer.line(" ".repeat(indent) + part);
    }
  }
}
