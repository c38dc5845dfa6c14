package dev.queuectl.store.sqlite;

import dev.queuectl.QueueException;
import dev.queuectl.store.sql.SqlSession;
import java.nio.file.Path;

/// Finds out what a SQLite file holds, and turns it into a queue with the newest schema.
///
/// The version is `PRAGMA user_version`; `PRAGMA application_id`, which SQLite keeps for this,
/// distinguishes our files from those of programs that keep their version in the same place.
final class Schema {
  /// "QCTL" in ASCII.
  static final int APPLICATION_ID = 0x5143544c;

  private Schema() {}

  /// Brings the schema up to date in one transaction. A file that is up to date is only read, so
  /// that no reader waits for a writer here.
  ///
  /// @throws QueueException.Unavailable if it is another program's file or of a newer schema;
  ///   nothing was changed
  static void prepare(Database database) {
    var version = database.read(session -> version(session, database.file()));
    if (version == 0) {
      // Not possible inside a transaction; stored in the file, for all later connections.
      database.waiting(session -> session.number("PRAGMA journal_mode = WAL"));
    }
    if (version < Migrations.latest()) {
      database.write(session -> migrate(session, database.file()));
    }
  }

  /// From version 0, for an empty file.
  private static int version(SqlSession session, Path file) {
    var version = (int) session.number("PRAGMA user_version");
    if (session.number("PRAGMA application_id") != APPLICATION_ID && !isEmpty(session)) {
      throw new QueueException.Unavailable(
          "%s is a database of another program; nothing was changed".formatted(file),
          QueueException.Known.OTHER_STORE);
    }
    if (version > Migrations.latest()) {
      throw new QueueException.Unavailable(
          "the store %s has schema %d, but this program only knows schemas up to %d; nothing was changed"
              .formatted(file, version, Migrations.latest()),
          "Use a newer QueueCTL.");
    }
    return version;
  }

  private static boolean isEmpty(SqlSession session) {
    return session.number("PRAGMA schema_version") == 0;
  }

  /// See [Life]. To SQLite it looks as if the schema had changed.
  static long beginLife(SqlSession session, long cookie) {
    session.script("PRAGMA schema_version = " + cookie);
    return cookie;
  }

  static long life(SqlSession session) {
    return session.number("PRAGMA schema_version");
  }

  /// Reads the version again, since another process may have been faster.
  private static boolean migrate(SqlSession session, Path file) {
    var before = version(session, file);
    if (before == 0) {
      session.script(Migrations.baseline());
    }
    var known = before == 0 ? Migrations.BASELINE : before;
    for (var migration : Migrations.FILES.subList(known, Migrations.latest())) {
      session.script(Migrations.text(migration));
      if (migration.equals(Migrations.SAY_POLICIES)) {
        UnsaidPolicies.say(session);
      }
    }
    session.script("PRAGMA user_version = " + Migrations.latest());
    session.script("PRAGMA application_id = " + APPLICATION_ID);
    return true;
  }
}
