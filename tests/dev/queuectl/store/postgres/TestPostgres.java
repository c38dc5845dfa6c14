package dev.queuectl.store.postgres;

import dev.queuectl.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The PostgreSQL server that `QUEUECTL_TEST_POSTGRES` names for tests: `postgresql://...`, of a
/// role that may create databases.
///
/// A test has a database to itself, by the directory that it has to itself; when that is gone, so
/// is the test, and the next one gets the database, emptied.
public final class TestPostgres {
  private static final Map<Path, String> USED = new HashMap<>();
  private static final List<String> FREE = new ArrayList<>();
  private static int made;

  private TestPostgres() {}

  /// The store at this place; the second call opens it a second time.
  public static Store open(Path directory) {
    return PostgresStore.open(address(directory), InstantSource.system());
  }

  /// Where the store of a test is.
  static synchronized ServerAddress address(Path directory) {
    return ServerAddress.of(url(directory));
  }

  /// The same as a person writes it.
  public static synchronized String url(Path directory) {
    if (!USED.containsKey(directory)) {
      USED.put(directory, database());
    }
    return server() + USED.get(directory);
  }

  private static String database() {
    var over = USED.keySet().stream().filter(directory -> !Files.exists(directory)).toList();
    over.forEach(directory -> FREE.add(USED.remove(directory)));
    try {
      if (!FREE.isEmpty()) {
        return emptied(FREE.removeLast());
      }
      var name = "queuectl_test_%d_%d".formatted(ProcessHandle.current().pid(), made++);
      run("postgres", "CREATE DATABASE " + name);
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes all anew in the same place: a schema takes less time than a database.
  private static String emptied(String name) throws SQLException {
    run(name, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return name;
  }

  private static void run(String database, String statements) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  static Connection connect(String database) throws SQLException {
    var address = ServerAddress.of(server() + database);
    return DriverManager.getConnection(address.jdbcUrl(), address.properties());
  }

  /// Whether there is one.
  public static boolean isThere() {
    return System.getenv("QUEUECTL_TEST_POSTGRES") != null;
  }

  private static String server() {
    return System.getenv("QUEUECTL_TEST_POSTGRES").replaceFirst("/*$", "/");
  }
}
