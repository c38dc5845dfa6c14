package dev.queuectl.store.sqlite;

import static dev.queuectl.store.schema.Prepared.BEGIN;
import static dev.queuectl.store.schema.Prepared.BEGIN_IMMEDIATE;
import static dev.queuectl.store.schema.Prepared.COMMIT;
import static dev.queuectl.store.schema.Prepared.ROLLBACK;

import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.Dialect;
import dev.queuectl.store.sql.SqlFailure;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConnection;

/// The one connection of this process to its SQLite file, and the transactions on it.
final class Database implements Transactions, AutoCloseable {
  /// Transactions of workers and of single commands take less time than this.
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final Dialect DIALECT = new SqliteDialect();

  private final DatabaseFile file;
  private final Patience patience;
  private final SQLiteConnection connection;
  private final SqlSession session;
  private final Doorbell doorbell;
  private final ReentrantLock lock = new ReentrantLock();

  /// What the transaction of several verbs is for, while there is one.
  private @Nullable Prepared group;

  /// When other processes will have had their turn, by `System.nanoTime`.
  private long othersHadTheirTurnAt;

  private Database(
      DatabaseFile file,
      Patience patience,
      SQLiteConnection connection,
      SqlSession session,
      Doorbell doorbell) {
    this.file = file;
    this.patience = patience;
    this.connection = connection;
    this.session = session;
    this.doorbell = doorbell;
  }

  /// Connects; creates the file, readable by its owner only, if it does not exist.
  ///
  /// @param patience how long a transaction waits for other processes that are writing
  static Database open(Path file, Duration patience) {
    return open(file, patience, Doorbell.NONE, connection -> connection);
  }

  /// @param view wraps the connection, for tests that watch its statements
  static Database open(
      Path file, Duration patience, Doorbell doorbell, UnaryOperator<Connection> view) {
    var opened = DatabaseFile.open(file, patience);
    try {
      var connection = Driver.connect(file);
      var waiting = new Patience(patience);
      BusyHandler.setHandler(connection, waiting);
      return new Database(
          opened, waiting, connection, new SqlSession(view.apply(connection), DIALECT), doorbell);
    } catch (SQLException e) {
      opened.close();
      throw StoreErrors.unavailable(file, patience, e);
    }
  }

  /// Runs statements that only read, on one state of the store, without keeping writers waiting.
  @Override
  public <T> T read(Function<SqlSession, T> work) {
    return isInGroup() ? outside(work) : transaction(BEGIN, work);
  }

  /// Runs several reads on one state of the store.
  <T> T snapshot(Supplier<T> reading) {
    return isInGroup() ? reading.get() : transaction(BEGIN, _ -> grouped(BEGIN, reading));
  }

  /// Runs several verbs in one writing transaction.
  <T> T together(Supplier<T> verbs) {
    return isWriting() ? verbs.get() : write(_ -> grouped(BEGIN_IMMEDIATE, verbs));
  }

  private <T> T grouped(Prepared begin, Supplier<T> verbs) {
    group = begin;
    try {
      return verbs.get();
    } finally {
      group = null;
    }
  }

  /// Whether this thread itself is in a transaction of several verbs, and so holds the lock.
  private boolean isInGroup() {
    return lock.isHeldByCurrentThread() && group != null;
  }

  private boolean isWriting() {
    return isInGroup() && group == BEGIN_IMMEDIATE;
  }

  /// Runs one writing transaction; it is durable when this returns, and has changed nothing when
  /// this throws. It holds SQLite's only write lock from the beginning, so nothing it has read can
  /// change before it ends; only the beginning has to wait for other processes.
  ///
  /// SQLite gives the lock to whoever asks first, and the others ask now and then: a process that
  /// ran one long transaction after another would keep it for ever. So after a long transaction it
  /// leaves the lock alone for as long as the others pause ([Patience]), so that each of them asks
  /// once.
  ///
  /// What it announces is passed on once it is durable.
  @Override
  public <T> T write(Function<SqlSession, T> work) {
    if (isWriting()) {
      return outside(work);
    }
    if (isInGroup()) {
      throw new IllegalStateException("nothing can be written in a snapshot");
    }
    giveWay();
    var written =
        transaction(
            BEGIN_IMMEDIATE,
            session -> {
              var begun = System.nanoTime();
              session.takeAnnouncement(); // of one that has failed
              try {
                return new Written<>(work.apply(session), session.takeAnnouncement());
              } finally {
                var now = System.nanoTime();
                othersHadTheirTurnAt =
                    now - begun < LONG_NANOS ? now : now + Patience.LONGEST_PAUSE;
              }
            });
    if (written.announced()) {
      doorbell.ring();
    }
    file.log().committed(this, file.isWatched());
    return written.result();
  }

  private record Written<T>(T result, boolean announced) {}

  private void giveWay() {
    lock.lock();
    var left = othersHadTheirTurnAt - System.nanoTime();
    lock.unlock();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private <T> T transaction(Prepared begin, Function<SqlSession, T> work) {
    return outside(
        session -> {
          session.run(begin);
          try {
            var result = work.apply(session);
            session.run(COMMIT);
            return result;
          } catch (Throwable e) {
            rollBack(e);
            throw e;
          }
        });
  }

  private void rollBack(Throwable cause) {
    try {
      session.run(ROLLBACK);
    } catch (SqlFailure e) {
      // SQLite itself has rolled back when the disk is full or fails
      // (sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
      cause.addSuppressed(e);
    }
  }

  /// Runs a statement outside a transaction, waiting where SQLite itself does not: it calls no busy
  /// handler for a change of the journal mode, as when another process is creating the same store.
  <T> T waiting(Function<SqlSession, T> work) {
    return outside(
        session -> {
          for (var calls = 0; ; calls++) {
            try {
              return work.apply(session);
            } catch (SqlFailure e) {
              if (!StoreErrors.isBusy(e) || patience.callback(calls) == 0) {
                throw e;
              }
            }
          }
        });
  }

  @Override
  public <T> T withoutRules(Supplier<T> mending) {
    ignoreRules(true);
    try {
      return mending.get();
    } finally {
      ignoreRules(false);
    }
  }

  private void ignoreRules(boolean ignore) {
    outside(
        session -> {
          session.script("PRAGMA ignore_check_constraints = " + (ignore ? 1 : 0));
          return ignore;
        });
  }

  /// Runs statements outside a transaction.
  <T> T outside(Function<SqlSession, T> work) {
    lock.lock();
    try {
      file.verify();
      return work.apply(session);
    } catch (SqlFailure e) {
      session.forget();
      forgetPages(e);
      if (StoreErrors.isDamage(e)) {
        file.awaitReplacement();
      }
      throw StoreErrors.unavailable(file.path(), patience.limit(), e);
    } finally {
      lock.unlock();
    }
  }

  /// SQLite keeps a damaged page in memory, and finds it damaged even after it has been restored.
  private void forgetPages(Throwable cause) {
    if (StoreErrors.isDamage(cause)) {
      try {
        session.script("PRAGMA shrink_memory");
      } catch (SqlFailure e) {
        cause.addSuppressed(e);
      }
    }
  }

  /// From now on, nothing here waits long for other processes. From any thread.
  void hurry() {
    patience.hurry();
  }

  @Override
  public Dialect dialect() {
    return DIALECT;
  }

  Doorbell doorbell() {
    return doorbell;
  }

  Path file() {
    return file.path();
  }

  DatabaseFile opened() {
    return file;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (file.isOverwritten()) {
        return; // as its last act, a connection would write its log into the file
      }
      session.forget();
      connection.close();
      file.close();
    } catch (SQLException e) {
      throw StoreErrors.unavailable(file.path(), patience.limit(), e);
    } finally {
      lock.unlock();
    }
  }
}
