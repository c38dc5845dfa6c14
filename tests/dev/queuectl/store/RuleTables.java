package dev.queuectl.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tables of `docs/rules.md`: what a verb makes of each state, and of each field.
record RuleTables(
    Map<String, Map<String, String>> states, Map<String, Map<String, String>> fields) {

  static RuleTables read() {
    var tables = new ArrayList<Map<String, Map<String, String>>>();
    List<String> columns = List.of();
    for (var line : lines()) {
      var cells = cells(line);
      if (cells.isEmpty()) {
        columns = List.of();
      } else if (columns.isEmpty()) {
        columns = cells;
        tables.add(new LinkedHashMap<>());
      } else if (!cells.getFirst().startsWith("---")) {
        tables.getLast().put(cells.getFirst(), row(columns, cells));
      }
    }
    return new RuleTables(tables.get(0), tables.get(1));
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("docs/rules.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return line.startsWith("|")
        ? Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
            .map(String::strip)
            .toList()
        : List.of();
  }

  private static Map<String, String> row(List<String> columns, List<String> cells) {
    var row = new LinkedHashMap<String, String>();
    for (var i = 1; i < columns.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return row;
  }
}
