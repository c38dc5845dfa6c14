package dev.queuectl.store.sqlite;

import org.sqlite.SQLiteConfig;
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
        SQLiteJDBCLoader.initialize();
        // for its date formats, which Java makes from its locale data
        new SQLiteConfig().newConnectionConfig();
      } catch (Exception e) {
        // the connection reports it
      }
    }
  }
}
