package dev.queuectl.store.postgres;

import dev.queuectl.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The PostgreSQL server of the tests: the one that `QUEUECTL_TEST_POSTGRES` names
/// (`postgresql://...`, of a role that may create databases), else one that this process starts
/// when a test first needs it, and stops at its end.
///
/// A test has a database to itself, by the directory that it has to itself; when that is gone, so
/// is the test, and the next one gets the database, emptied.
public final class TestPostgres {
  private static final Map<Path, String> USED = new HashMap<>();
  private static final List<String> FREE = new ArrayList<>();

  /// Those in which a test has run statements of its own.
  private static final Set<String> CHANGED = new HashSet<>();

  /// Jobs and attempts first: what counts them adds rows when they go.
  private static final String EMPTYING =
      """
      DO $$
      DECLARE name text;
      BEGIN
        IF to_regclass('meta') IS NULL THEN
          RETURN;
        END IF;
        FOR name IN
          SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'meta'
          ORDER BY tablename NOT IN ('jobs', 'attempts')
        LOOP
          EXECUTE format('DELETE FROM %I', name);
        END LOOP;
        PERFORM setval(format('%I', sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
        DELETE FROM meta WHERE key NOT IN ('schema_version', 'store_id');
        UPDATE meta SET value = substr(md5(random()::text), 1, 10) WHERE key = 'store_id';
      END $$""";

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

  /// Without what a test may have done to its tables all are made anew; else they lose their rows,
  /// which takes a tenth of the time.
  private static String emptied(String name) throws SQLException {
    run(name, CHANGED.remove(name) ? "DROP SCHEMA public CASCADE; CREATE SCHEMA public" : EMPTYING);
    return name;
  }

  /// Runs statements in the database of a test.
  public static synchronized void change(Path directory, String statements) throws SQLException {
    var name = address(directory).database();
    CHANGED.add(name);
    run(name, statements);
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

  private static String server() {
    var named = System.getenv("QUEUECTL_TEST_POSTGRES");
    return named == null ? Embedded.URL : named.replaceFirst("/*$", "/");
  }

  /// From Maven Central, so that no test is ever skipped. Nothing on it must survive.
  private static final class Embedded {
    private static final String URL = start();

    private Embedded() {}

    private static String start() {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(new File("target/postgres"))
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        System.out.println("PostgreSQL for the tests: " + version(server));
        return "postgresql://postgres@127.0.0.1:%d/".formatted(server.getPort());
      } catch (IOException | SQLException e) {
        throw new IllegalStateException(
            "no PostgreSQL starts here; name one with QUEUECTL_TEST_POSTGRES", e);
      }
    }

    private static String version(EmbeddedPostgres server) throws SQLException {
      try (var connection = server.getPostgresDatabase().getConnection()) {
        return connection.getMetaData().getDatabaseProductVersion();
      }
    }
  }
}
