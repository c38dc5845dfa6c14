package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import dev.queuectl.store.sql.SqlSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Finds out what the schema of a PostgreSQL database holds (the first of the search path), and
/// turns it into a queue with the newest tables: forward-only steps, one file each, never changed
/// once released. The version is in `meta`.
///
/// The tables are those of SQLite's store, see `Migrations` there, except those that count.
final class ServerSchema {
  private static final int OLDEST_SERVER = 140_000;

  /// Named here, since listing a folder inside a jar takes long.
  static final List<String> FILES = List.of("001-everything.sql");

  private static final String HAS_META = "SELECT count(to_regclass('meta'))";

  private ServerSchema() {}

  /// Brings the schema up to date in one transaction, which has the store alone: of ten hosts that
  /// start at once, one does it.
  ///
  /// @throws QueueException.Unavailable if it is another program's schema, or a newer one, or the
  ///   server is too old; nothing was changed
  static void prepare(ServerDatabase database) {
    if (database.read(session -> check(session, database.address())) < FILES.size()) {
      database.write(session -> migrate(session, database.address()));
    }
  }

  static int version(SqlSession session) {
    return (int) session.number("SELECT value::integer FROM meta WHERE key = 'schema_version'");
  }

  /// @return the version; 0 for an empty schema
  private static int check(SqlSession session, ServerAddress address) {
    var server = session.number("SELECT current_setting('server_version_num')::integer");
    if (server < OLDEST_SERVER) {
      throw new QueueException.Unavailable(
          "the server of %s is PostgreSQL %d, and QueueCTL needs 14 or newer"
              .formatted(address, server / 10_000),
          "Upgrade the server, or use another one.");
    }
    if (session.number("SELECT count(current_schema())") == 0) {
      throw new QueueException.Unavailable(
          "the database %s has no schema for this user".formatted(address),
          "Create the first one of its search_path, or name one with ?currentSchema=NAME.");
    }
    if (session.number(HAS_META) == 0) {
      if (session.number(
              "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm')"
                  + " AND relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1"
                  + " FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')")
          > 0) {
        throw foreign(address);
      }
      return 0;
    }
    if (session.number(
                "SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('meta')"
                    + " AND attname IN ('key', 'value')")
            < 2
        || session.number("SELECT count(*) FROM meta WHERE key = 'schema_version'") == 0) {
      throw foreign(address);
    }
    var version = version(session);
    if (version > FILES.size()) {
      throw new QueueException.Unavailable(
          "the store %s has schema %d, but this program only knows schemas up to %d; nothing was changed"
              .formatted(address, version, FILES.size()),
          "Use a newer QueueCTL.");
    }
    return version;
  }

  private static QueueException.Unavailable foreign(ServerAddress address) {
    return new QueueException.Unavailable(
        "the database %s has tables of another program; nothing was changed".formatted(address),
        "Give the queue a database of its own, or a schema: ?currentSchema=NAME.");
  }

  /// Reads the version again, since another host may have been faster.
  private static boolean migrate(SqlSession session, ServerAddress address) {
    var before = check(session, address);
    for (var file : FILES.subList(before, FILES.size())) {
      session.script(text(file));
    }
    session.script(
        "INSERT INTO meta VALUES ('schema_version', '%d')".formatted(FILES.size())
            + " ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    return true;
  }

  private static String text(String file) {
    try (var in = ServerSchema.class.getResourceAsStream("migrations/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
