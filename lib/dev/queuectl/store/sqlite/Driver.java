package dev.queuectl.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's driver and its native library, loaded once, by whichever thread comes first; another
/// one waits. It takes about as long as all that the command line does before it opens a store.
final class Driver {
  private static boolean loaded;

  private Driver() {}

  /// Returns when it is loaded, or cannot be: then a connection cannot be opened, and says why.
  static synchronized void load() {
    if (!loaded) {
      loaded = true;
      try {
        // It complains when another run has just deleted the same old copy of its library.
        System.setProperty("org.slf4j.simpleLogger.log.org.sqlite.SQLiteJDBCLoader", "off");
        SQLiteJDBCLoader.initialize();
        // for its date formats, which Java makes from its locale data
        new SQLiteConfig().newConnectionConfig();
      } catch (Exception e) {
        // the connection reports it
      }
    }
  }

  /// A connection whose transactions are written out, as [Database] does: JDBC's own begins the
  /// next one at each commit, and so would take the write lock for nothing.
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
