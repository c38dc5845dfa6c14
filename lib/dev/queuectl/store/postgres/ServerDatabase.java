package dev.queuectl.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.queuectl.QueueException;
import dev.queuectl.store.sql.Dialect;
import dev.queuectl.store.sql.SqlFailure;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The connections of this process to a PostgreSQL server, and the transactions on them.
///
/// The verbs are written for a store that has one writer. Here there are many, so each writing
/// transaction holds an advisory lock of the store: those that only add, or touch only rows that
/// they have taken (enqueuing, exchanges, heartbeats) share it and run side by side; all others
/// have it alone, and so see nothing change while they decide. PostgreSQL grants such locks in the
/// order in which they were asked for, so nobody starves.
final class ServerDatabase implements Transactions, AutoCloseable {
  static final Dialect DIALECT = new PostgresDialect();

  static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final Duration HURRIED = Duration.ofMillis(500);
  private static final int MOST_CONNECTIONS = 8;

  /// How a transaction begins.
  private enum Mode {
    READ("ISOLATION LEVEL REPEATABLE READ READ ONLY"),
    SHARED("pg_advisory_xact_lock_shared"),
    ALONE("pg_advisory_xact_lock");

    private final String words;

    Mode(String words) {
      this.words = words;
    }

    /// One round trip. A host that dies with the lock keeps it no longer than the server waits for
    /// its next statement.
    String begin(Duration patience) {
      return this == READ
          ? "BEGIN " + words
          : "BEGIN; SET LOCAL lock_timeout = "
              + patience.toMillis()
              + "; SET LOCAL idle_in_transaction_session_timeout = '10s'; SELECT "
              + words
              + "(1363367244, hashtext(current_schema()))";
    }
  }

  /// A transaction of several verbs.
  private record Group(Mode mode, SqlSession session) {}

  private final ServerAddress address;
  private final HikariDataSource pool;
  private final ServerClock clock;
  private final Announcer announcer = new Announcer(this);
  private final Folding folding = new Folding();
  private final ThreadLocal<@Nullable Group> group = new ThreadLocal<>();
  private volatile Duration patience;

  private ServerDatabase(
      ServerAddress address, HikariDataSource pool, ServerClock clock, Duration patience) {
    this.address = address;
    this.pool = pool;
    this.clock = clock;
    this.patience = patience;
  }

  /// @throws QueueException.Unavailable
  static ServerDatabase open(ServerAddress address, Duration patience, InstantSource clock) {
    // It logs whatever it throws, too.
    System.setProperty("org.slf4j.simpleLogger.log.com.zaxxer.hikari", "off");
    try {
      var pool = new HikariDataSource(config(address, patience));
      return new ServerDatabase(address, pool, new ServerClock(clock), patience);
    } catch (PoolInitializationException e) {
      throw PostgresErrors.unavailable(address, patience, e);
    }
  }

  private static HikariConfig config(ServerAddress address, Duration patience) {
    var config = new HikariConfig();
    config.setPoolName("queuectl");
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(address.jdbcUrl());
    config.setDataSourceProperties(address.properties());
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
    config.setConnectionTimeout(Math.max(1000, Math.min(30_000, patience.toMillis())));
    config.setInitializationFailTimeout(1); // at once
    return config;
  }

  @Override
  public <T> T read(Function<SqlSession, T> work) {
    var within = group.get();
    return within == null ? transaction(Mode.READ, work) : inGroup(within, work);
  }

  @Override
  public <T> T write(Function<SqlSession, T> work) {
    return writing(Mode.ALONE, work);
  }

  @Override
  public <T> T share(Function<SqlSession, T> work) {
    var result = writing(Mode.SHARED, work);
    if (group.get() == null && folding.isDue()) {
      folding.fold(this);
    }
    return result;
  }

  @Override
  public boolean isAlwaysAlone() {
    return false;
  }

  private <T> T writing(Mode mode, Function<SqlSession, T> work) {
    var within = group.get();
    if (within == null) {
      return transaction(mode, work);
    }
    if (within.mode().compareTo(mode) < 0) {
      throw new IllegalStateException(
          within.mode() == Mode.READ
              ? "nothing can be written in a snapshot"
              : "only what adds can be done together with what adds");
    }
    return inGroup(within, work);
  }

  private <T> T inGroup(Group within, Function<SqlSession, T> work) {
    try {
      return work.apply(within.session());
    } catch (SqlFailure e) {
      throw PostgresErrors.unavailable(address, patience, e);
    }
  }

  /// Runs several reads on one state of the store.
  <T> T snapshot(Supplier<T> reading) {
    return grouped(Mode.READ, reading);
  }

  /// Runs several verbs in one transaction.
  <T> T together(Supplier<T> verbs) {
    return grouped(Mode.ALONE, verbs);
  }

  /// Runs several verbs that only add in one transaction.
  <T> T addTogether(Supplier<T> verbs) {
    return grouped(Mode.SHARED, verbs);
  }

  private <T> T grouped(Mode mode, Supplier<T> verbs) {
    var within = group.get();
    if (within != null) {
      return mode == Mode.READ ? verbs.get() : writing(mode, _ -> verbs.get());
    }
    return transaction(
        mode,
        session -> {
          group.set(new Group(mode, session));
          try {
            return verbs.get();
          } finally {
            group.remove();
          }
        });
  }

  private <T> T transaction(Mode mode, Function<SqlSession, T> work) {
    try (var connection = pool.getConnection()) {
      var session = new SqlSession(connection, DIALECT);
      try {
        clock.ask(session);
        var result = committed(session, mode, work);
        if (session.takeAnnouncement()) {
          announcer.ring(session);
        }
        return result;
      } finally {
        session.forget();
      }
    } catch (SQLException | SqlFailure e) {
      throw PostgresErrors.unavailable(address, patience, e);
    }
  }

  /// A transaction that has begun and not got its lock has to end, too: the connection goes back
  /// into the pool.
  private <T> T committed(SqlSession session, Mode mode, Function<SqlSession, T> work) {
    T result;
    try {
      session.script(mode.begin(patience));
      result = work.apply(session);
    } catch (Throwable e) {
      rollBack(session, e);
      throw e;
    }
    try {
      session.script("COMMIT");
    } catch (SqlFailure e) {
      throw PostgresErrors.isDisconnected(e) ? PostgresErrors.unknown(address, e) : e;
    }
    return result;
  }

  private static void rollBack(SqlSession session, Throwable cause) {
    try {
      session.script("ROLLBACK");
    } catch (SqlFailure e) {
      cause.addSuppressed(e); // the server does it when the connection is gone
    }
  }

  /// Runs statements outside a transaction.
  <T> T outside(Function<SqlSession, T> work) {
    try (var connection = pool.getConnection()) {
      var session = new SqlSession(connection, DIALECT);
      try {
        return work.apply(session);
      } finally {
        session.forget();
      }
    } catch (SQLException | SqlFailure e) {
      throw PostgresErrors.unavailable(address, patience, e);
    }
  }

  /// The rules of a table cannot be switched off, nor need they: nobody can break them.
  @Override
  public <T> T withoutRules(Supplier<T> mending) {
    return mending.get();
  }

  /// A connection of its own, which the caller closes.
  Connection connect() throws SQLException {
    return new org.postgresql.Driver().connect(address.jdbcUrl(), address.properties());
  }

  /// From now on, nothing here waits long for other processes. From any thread.
  void hurry() {
    patience = patience.compareTo(HURRIED) < 0 ? patience : HURRIED;
  }

  @Override
  public Dialect dialect() {
    return DIALECT;
  }

  ServerAddress address() {
    return address;
  }

  ServerClock clock() {
    return clock;
  }

  @Override
  public void close() {
    announcer.close();
    pool.close();
  }
}
