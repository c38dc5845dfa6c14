package dev.queuectl.store.sqlite;

import dev.queuectl.store.sql.SqlSession;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins a new [Life] of a database.
final class Lives {
  private static final Logger log = LoggerFactory.getLogger(Lives.class);

  private Lives() {}

  /// The file next to the database also keeps the previous cookies until the new one is in the
  /// database file itself: if a worker is killed, it may be in the log only. There may be two
  /// previous ones, since everything in a new store is in the log until a checkpoint succeeds.
  ///
  /// A store that cannot keep such a file goes on without one.
  ///
  /// @return whether the database's own file has the new cookie
  static boolean begin(Database database) {
    var life = new Life(database.file());
    try {
      var cookie = Life.newCookie();
      database.write(session -> begin(session, database, life, cookie));
      database.outside(session -> session.number("PRAGMA wal_checkpoint(PASSIVE)"));
      return database.write(session -> settle(session, database, life, cookie));
    } catch (UnknownLife e) {
      log.warn("could not begin a life database={} reason={}", database.file(), e.toString());
      return false;
    }
  }

  private static boolean begin(SqlSession session, Database database, Life life, long cookie) {
    try {
      var header = database.opened().header();
      var before = Schema.life(session);
      life.know(header == null ? before : header.cookie(), before, cookie);
      Schema.beginLife(session, cookie);
      return true;
    } catch (IOException e) {
      throw new UnknownLife(e);
    }
  }

  private static boolean settle(SqlSession session, Database database, Life life, long cookie) {
    try {
      var header = database.opened().header();
      if (header != null && header.cookie() == cookie && Schema.life(session) == cookie) {
        life.know(cookie);
        return true;
      }
      return false;
    } catch (IOException e) {
      throw new UnknownLife(e);
    }
  }

  private static final class UnknownLife extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownLife(IOException cause) {
      super(cause);
    }
  }
}
