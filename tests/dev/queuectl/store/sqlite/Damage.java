package dev.queuectl.store.sqlite;

import dev.queuectl.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// A value that a hand or a failing disk may leave in a column. A store filled here has rows in
/// each table, and gets the value in every column that there is, one in a row: the columns are
/// found in the schema, so that a new one is tried without a word here.
public record Damage(String value) {
  /// SQLite keeps any of them in a column of any type.
  private static final List<Damage> ALL =
      List.of(
          new Damage("'nonsense'"),
          new Damage("NULL"),
          new Damage("''"),
          new Damage("-7"),
          new Damage("9223372036854775807"),
          new Damage("-9223372036854775808"),
          new Damage("1e300"),
          new Damage("x'00ff'"));

  /// More than any table has columns: the last rows stay as they are.
  private static final int ROWS = 32;

  public static final int JOBS = 3 * ROWS;
  public static final List<String> SOUND = List.of("waits31", "runs31", "ended31");
  private static final long AT = 1_780_300_700_000L;

  private record Column(String table, String name, int place) {}

  /// A test of each: what it looks at is the folder of a damaged store of its own.
  public static Stream<DynamicTest> each(Path directory, Look look) throws SQLException {
    var sound = directory.resolve("sound.db");
    prepare(sound);
    return ALL.stream()
        .map(
            damage ->
                DynamicTest.dynamicTest(
                    damage.value(), () -> look.at(damage.in(directory, sound))));
  }

  /// What a test does with a damaged store.
  public interface Look {
    void at(Path place) throws Exception;
  }

  private Path in(Path directory, Path sound) throws IOException, SQLException {
    var place = Files.createDirectory(directory.resolve("" + ALL.indexOf(this)));
    to(Files.copy(sound, place.resolve("queue.db")));
    return place;
  }

  private static void prepare(Path database) throws SQLException {
    try (var store = SqliteStore.open(database)) {
      store.config().settings();
    }
    try (var connection = open(database);
        var sql = connection.createStatement()) {
      sql.execute("BEGIN");
      for (var i = 0; i < ROWS; i++) {
        for (var row : rows(i)) {
          sql.execute(row);
        }
      }
      sql.execute(
          "INSERT INTO attempts SELECT seq, 1, 'w0', 0, started_at, finished_at, 'failed', 7, NULL,"
              + " 'exit code 7', 0, 0, NULL, NULL FROM jobs WHERE state = 'dead'");
      for (var key : Setting.values()) {
        sql.execute(
            "INSERT INTO config VALUES ('%s', '%s')".formatted(key.key(), key.defaultValue()));
      }
      sql.execute("COMMIT");
    }
  }

  private static List<String> rows(int i) {
    return List.of(
        job("waits" + i, i, "pending", "NULL", "NULL", "NULL"),
        job("runs" + i, i, "processing", "NULL", "'w" + i + "'", "" + (AT + 60_000)),
        job("ended" + i, i, "dead", "" + (AT + 1000), "NULL", "NULL"),
        "INSERT INTO workers (id, host, host_id, pid, start_ticks, slots, started_at, heartbeat_at,"
            + " lease_until) VALUES ('w%d', 'here', 'h', 1, 1, 1, %d, %d, %d)"
                .formatted(i, AT, AT, AT + 60_000),
        "INSERT INTO queues VALUES ('q%d', 2, %d, 'why')".formatted(i, AT),
        "INSERT INTO rollups VALUES (60, %d, 'run', 3, 1)".formatted(AT - i * 60_000L),
        "INSERT INTO rollups VALUES (3600, %d, 'dead', 0, 1)".formatted(AT - i * 3_600_000L),
        "INSERT INTO events (happened_at, actor, origin, action) VALUES (%d, 'a', 'o', 'retry')"
            .formatted(AT));
  }

  private static String job(
      String id, int i, String state, String finishedAt, String worker, String leaseUntil) {
    var started = state.equals("pending") ? "NULL" : Long.toString(AT);
    var attempts = state.equals("dead") ? 1 : 0;
    return ("INSERT INTO jobs (id, command, queue, state, attempts, last_attempt, max_retries, cwd,"
            + " env, created_at, updated_at, run_at, started_at, finished_at, worker, slot,"
            + " lease_until) VALUES ('%s', 'true', 'q%d', '%s', %d, %d, 3, '/', NULL, %d, %d, %d,"
            + " %s, %s, %s, 0, %s)")
        .formatted(
            id, i, state, attempts, attempts, AT, AT, AT, started, finishedAt, worker, leaseUntil);
  }

  /// Past all rules of the schema, also that there must be a value.
  private void to(Path database) throws SQLException {
    List<String> before;
    try (var connection = open(database)) {
      before = loosen(connection);
    }
    try (var connection = open(database);
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA ignore_check_constraints = 1");
      sql.execute("BEGIN");
      for (var column : columns(connection)) {
        damage(connection, column);
      }
      sql.execute("COMMIT");
    }
    try (var connection = open(database)) {
      restore(connection, before);
    }
  }

  private void damage(Connection connection, Column column) throws SQLException {
    var key =
        one(
            connection,
            "SELECT group_concat(name) FROM pragma_table_info('%s') WHERE pk > 0"
                .formatted(column.table));
    // Jobs come in three kinds, one after the other.
    var rows = column.table.equals("jobs") ? 3 : 1;
    var all = column.table.equals("config") || column.table.equals("output_total");
    try (var sql = connection.createStatement()) {
      sql.execute(
          ("UPDATE OR IGNORE %1$s SET %2$s = %3$s WHERE (%4$s) IN (SELECT %4$s FROM (SELECT *,"
                  + " row_number() OVER (ORDER BY %4$s) n FROM %1$s) WHERE %5$s)")
              .formatted(
                  column.table,
                  column.name,
                  value,
                  key,
                  all ? "1" : "(n - 1) / %d = %d".formatted(rows, column.place)));
    }
  }

  /// All columns but the numbers of rows, which SQLite lets be nothing else, and what a store says
  /// of itself: nobody opens one that says nonsense. Keys come last, since they order the rows.
  private static List<Column> columns(Connection connection) throws SQLException {
    try (var sql = connection.createStatement();
        var rows =
            sql.executeQuery(
                "SELECT m.name, c.name, c.cid FROM sqlite_schema m, pragma_table_info(m.name) c"
                    + " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'meta'"
                    + " AND NOT (c.pk = 1 AND c.type = 'INTEGER' AND c.name IN ('seq', 'id'))"
                    + " ORDER BY c.pk > 0, 1, c.cid")) {
      var columns = new ArrayList<Column>();
      while (rows.next()) {
        columns.add(new Column(rows.getString(1), rows.getString(2), rows.getInt(3)));
      }
      return columns;
    }
  }

  private static List<String> loosen(Connection connection) throws SQLException {
    var before = new ArrayList<String>();
    try (var sql = connection.createStatement()) {
      try (var rows =
          sql.executeQuery("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")) {
        while (rows.next()) {
          before.add(rows.getString(1));
          before.add(rows.getString(2));
        }
      }
      sql.execute("PRAGMA writable_schema = ON");
      sql.execute(
          "UPDATE sqlite_schema SET sql ="
              + " replace(replace(sql, 'IS NOT NULL', 'NOTNULL'), ' NOT NULL', '')"
              + " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    }
    return before;
  }

  private static void restore(Connection connection, List<String> before) throws SQLException {
    try (var sql = connection.createStatement()) {
      sql.execute("PRAGMA writable_schema = ON");
    }
    try (var update =
        connection.prepareStatement("UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1")) {
      for (var i = 0; i < before.size(); i += 2) {
        update.setString(1, before.get(i));
        update.setString(2, before.get(i + 1));
        update.execute();
      }
    }
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      return rows.getString(1);
    }
  }

  private static Connection open(Path database) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database);
  }
}
