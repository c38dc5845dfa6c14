package dev.queuectl.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's driver and its native library, loaded once, by whichever thread comes first; others
/// wait. Loading takes about as long as everything else that a command does before it opens a
/// store.
final class Driver {
  private static boolean loaded;

  private Driver() {}

  /// Returns when it is loaded, or cannot be; in that case opening a connection fails, and says
  /// why.
  static synchronized void load() {
    if (!loaded) {
      loaded = true;
      try {
        // It complains when another run has just deleted the same old copy of its library.
        System.setProperty("org.slf4j.simpleLogger.log.org.sqlite.SQLiteJDBCLoader", "off");
        SQLiteJDBCLoader.initialize();
        // for its classes, and, from sources, its date formats, which Java makes from its locale
        // data
        new SQLiteConfig().newConnectionConfig();
      } catch (Exception e) {
        // the connection reports it
      }
    }
  }

  /// A connection whose transactions are begun and ended by statements, as [Database] does: JDBC
  /// begins the next transaction at each commit, and so would take the write lock for nothing.
  static SQLiteConnection connect(Path file) throws SQLException {
    load();
    var properties = new Properties();
    // Otherwise the driver asks for the last row id after each INSERT.
    properties.setProperty("jdbc.get_generated_keys", "false");
    // As a URI, because the driver looks for settings behind a "?" in a plain path.
    var connection =
        JDBC.createConnection("jdbc:sqlite:" + file.toUri().toASCIIString(), properties);
    connection.getConnectionConfig().setAutoCommit(false);
    return connection;
  }
}
