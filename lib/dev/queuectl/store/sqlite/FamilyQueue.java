package dev.queuectl.store.sqlite;

import dev.queuectl.QueueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/// The queue of another tool of the family, in a SQLite file of its own: a table `jobs` with at
/// least an `id` and a `command`, and perhaps another one for dead jobs. Only read.
public final class FamilyQueue {
  private static final String JOBS = "jobs";
  private static final List<String> DEAD =
      List.of("dlq", "dead_letter_queue", "dead_letter_jobs", "dead_jobs", "dlq_jobs");
  private static final Set<String> NEEDED = Set.of("id", "command");
  private static final String STATE = "state";

  private FamilyQueue() {}

  /// Whether there is one. A file that cannot be read is none. It is only looked at through SQLite:
  /// it may be a queue of ours that is open, and closing a channel on that would end its locks.
  public static boolean isAt(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var connection = connect(file)) {
      return !isOurs(connection) && columns(connection, JOBS).containsAll(NEEDED);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Its jobs, as rows say it: columns that are null are left out, the names of the others are in
  /// lower case.
  ///
  /// @throws QueueException.Invalid if there is none
  public static List<Map<String, String>> jobs(Path file) {
    if (!isAt(file)) {
      throw new QueueException.Invalid(
          "%s is not the queue of another QueueCTL".formatted(file),
          "It is a SQLite file with a table jobs that has an id and a command.");
    }
    try (var connection = connect(file)) {
      var jobs = new ArrayList<>(rows(connection, JOBS));
      for (var table : DEAD) {
        if (columns(connection, table).containsAll(NEEDED)) {
          for (var row : rows(connection, table)) {
            row.put(STATE, "dead");
            jobs.add(row);
          }
        }
      }
      return jobs;
    } catch (SQLException e) {
      throw new QueueException.Invalid("%s cannot be read: %s".formatted(file, e.getMessage()), "");
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Driver.load();
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return JDBC.createConnection(
        "jdbc:sqlite:" + file.toUri().toASCIIString(), config.toProperties());
  }

  private static boolean isOurs(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA application_id")) {
      return row.next() && row.getInt(1) == Schema.APPLICATION_ID;
    }
  }

  private static Set<String> columns(Connection connection, String table) throws SQLException {
    var names = new java.util.HashSet<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
      while (rows.next()) {
        names.add(rows.getString("name").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static List<Map<String, String>> rows(Connection connection, String table)
      throws SQLException {
    var found = new ArrayList<Map<String, String>>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY rowid")) {
      while (rows.next()) {
        found.add(row(rows));
      }
    }
    return found;
  }

  private static Map<String, String> row(ResultSet rows) throws SQLException {
    var row = new HashMap<String, String>();
    var columns = rows.getMetaData();
    for (var i = 1; i <= columns.getColumnCount(); i++) {
      var text = rows.getString(i);
      if (text != null) {
        row.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), text);
      }
    }
    return row;
  }
}
