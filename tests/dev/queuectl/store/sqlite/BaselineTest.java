package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A new store begins with what the migrations of all releases make of an empty file. It is written
/// for a release whose schema is new, by `mvn test -Dtest=BaselineTest
/// -DargLine=-Dqueuectl.baseline=true`, with the number of that schema in [Migrations].
class BaselineTest {
  private static final Path BASELINE = Path.of("lib/dev/queuectl/store/sqlite/baseline.sql");
  private static final String OWN_ID = "lower(hex(randomblob(5)))";

  @TempDir Path directory;

  @FunctionalInterface
  private interface Work<T> {
    T in(Statement sql) throws Exception;
  }

  private <T> T in(Path file, Work<T> work) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = connection.createStatement()) {
      return work.in(sql);
    }
  }

  private static List<String> all(Statement sql, String query) throws SQLException {
    var all = new ArrayList<String>();
    try (var row = sql.executeQuery(query)) {
      while (row.next()) {
        all.add(row.getString(1));
      }
    }
    return all;
  }

  /// What takes an empty file to where the statement's is; ids of stores differ.
  private static List<String> statements(Statement sql) throws SQLException {
    var script =
        new ArrayList<>(
            all(
                sql,
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                    + "ORDER BY rowid"));
    script.add("ANALYZE sqlite_schema"); // makes the table that says what to believe
    for (var table :
        all(
            sql,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' "
                + "ORDER BY rowid")) {
      var columns =
          all(sql, "SELECT 'quote(' || name || ')' FROM pragma_table_info('" + table + "')");
      var row = "'(' || concat_ws(', ', " + String.join(", ", columns) + ") || ')'";
      var rows = all(sql, "SELECT " + row + " FROM " + table + " ORDER BY 1");
      if (!rows.isEmpty()) {
        script.add("INSERT INTO %s VALUES\n  %s".formatted(table, String.join(",\n  ", rows)));
      }
    }
    script.add("ANALYZE sqlite_schema");
    script.replaceAll(line -> line.replaceFirst("(\\('store_id', )'[0-9a-f]{10}'", "$1" + OWN_ID));
    return script;
  }

  private List<String> stepByStep(int steps) throws Exception {
    return in(
        directory.resolve("steps.db"),
        sql -> {
          for (var migration : Migrations.FILES.subList(0, steps)) {
            sql.executeUpdate(Migrations.text(migration));
          }
          return statements(sql);
        });
  }

  @Test
  void a_new_store_is_what_the_migrations_make_one_by_one() throws Exception {
    var store = directory.resolve("queue.db");
    SqliteStore.open(store).close();
    assertThat(in(store, BaselineTest::statements))
        .containsExactlyInAnyOrderElementsOf(stepByStep(Migrations.latest()))
        .hasSizeGreaterThan(40);
  }

  @Test
  @EnabledIfSystemProperty(named = "queuectl.baseline", matches = "true")
  void write_it() throws Exception {
    Files.writeString(
        BASELINE,
        "-- What migrations 001 to %03d make of an empty file: see Migrations, and BaselineTest.\n%s;\n"
            .formatted(Migrations.BASELINE, String.join(";\n", stepByStep(Migrations.BASELINE))));
  }
}
