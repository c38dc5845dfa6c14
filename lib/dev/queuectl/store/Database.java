package dev.queuectl.store;

import dev.queuectl.QueueException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The one connection of this process to its SQLite file, and the transactions on it.
final class Database implements AutoCloseable {
  /// Writers wait this long for each other inside SQLite before the transaction is tried anew.
  private static final int BUSY_MILLIS = 10_000;

  /// With `BUSY_MILLIS`, a lock that is held for a minute is waited for.
  private static final int TRIES = 7;

  private final Path file;
  private final Connection connection;
  private final DSLContext sql;
  private final ReentrantLock lock = new ReentrantLock();

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.sql = DSL.using(configuration(connection));
  }

  /// Connects; makes the file if it is not there, readable by its owner only.
  static Database open(Path file) {
    StoreFiles.prepare(file);
    try {
      return new Database(file, config().createConnection("jdbc:sqlite:" + file));
    } catch (SQLException e) {
      throw StoreErrors.unavailable(file, e);
    }
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return config;
  }

  private static DefaultConfiguration configuration(Connection connection) {
    var settings =
        new Settings()
            .withRenderSchema(false)
            .withRenderCatalog(false)
            .withRenderQuotedNames(RenderQuotedNames.NEVER)
            .withExecuteLogging(false)
            .withDiagnosticsLogging(false)
            // Without this, INSERT ... RETURNING is emulated by a second statement on SQLite.
            .withFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER);
    var configuration = new DefaultConfiguration();
    configuration.set(connection);
    configuration.set(SQLDialect.SQLITE);
    configuration.set(settings);
    return configuration;
  }

  /// Runs statements that only read.
  <T> T read(Function<DSLContext, T> work) {
    lock.lock();
    try {
      return work.apply(sql);
    } catch (DataAccessException e) {
      throw StoreErrors.unavailable(file, e);
    } finally {
      lock.unlock();
    }
  }

  /// Runs one writing transaction; it is durable when this returns, and has changed nothing when
  /// this throws. If another process holds the lock, the whole of it is tried again.
  <T> T write(Function<DSLContext, T> work) {
    lock.lock();
    try {
      for (var tries = 1; ; tries++) {
        try {
          return once(work);
        } catch (DataAccessException | SQLException e) {
          if (tries == TRIES || !isBusy(e)) {
            throw StoreErrors.unavailable(file, e);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> T once(Function<DSLContext, T> work) throws SQLException {
    connection.setAutoCommit(false);
    var done = false;
    try {
      var result = work.apply(sql);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  private static boolean isBusy(Exception e) {
    return sqliteCode(e) == SQLiteErrorCode.SQLITE_BUSY
        || sqliteCode(e) == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT;
  }

  static SQLiteErrorCode sqliteCode(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite.getResultCode();
      }
    }
    return SQLiteErrorCode.UNKNOWN_ERROR;
  }

  /// Changes whenever another connection has committed.
  long changes() {
    return pragma("data_version");
  }

  long pragma(String name) {
    return read(dsl -> dsl.fetchSingle("PRAGMA " + name).get(0, Long.class));
  }

  /// Brings the schema up to date, one transaction a step.
  void migrate() {
    var version = pragma("user_version");
    if (version > Migrations.latest()) {
      throw new QueueException.Unavailable(
          "the store %s has schema %d, this program knows up to %d"
              .formatted(file, version, Migrations.latest()),
          "Use a newer QueueCTL.");
    }
    if (version < Migrations.latest()) {
      write(this::migrateLocked);
    }
  }

  /// Asks for the version again, since another process may have been faster.
  private boolean migrateLocked(DSLContext dsl) {
    var version = dsl.fetchSingle("PRAGMA user_version").get(0, Integer.class);
    if (version == 0 && dsl.fetchCount(DSL.table("sqlite_master")) > 0) {
      throw new QueueException.Unavailable(
          "%s is a database of another program".formatted(file), "Give another path with --db.");
    }
    for (var step = version; step < Migrations.latest(); step++) {
      execute(Migrations.STEPS.get(step) + ";PRAGMA user_version = " + (step + 1));
    }
    return true;
  }

  /// Several statements in one text, which jOOQ would prepare as one.
  private void execute(String statements) {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    } catch (SQLException e) {
      throw new DataAccessException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw StoreErrors.unavailable(file, e);
    } finally {
      lock.unlock();
    }
  }
}
