package dev.queuectl.store.postgres;

import dev.queuectl.store.Store.Listening;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection that only listens. When it is lost, it is made anew; whoever listens looks once
/// then, since something may have been announced meanwhile.
final class ServerListening implements Listening {
  private static final Logger log = LoggerFactory.getLogger(ServerListening.class);

  /// So often a query shows whether the connection is still there.
  private static final int QUIET_MILLIS = (int) Duration.ofSeconds(20).toMillis();

  private static final long MOST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ServerDatabase database;
  private final Runnable whenAnnounced;
  private final Thread thread;
  private volatile @Nullable Connection connection;
  private volatile boolean isClosed;

  private ServerListening(ServerDatabase database, Runnable whenAnnounced) {
    this.database = database;
    this.whenAnnounced = whenAnnounced;
    this.thread = Thread.ofPlatform().daemon().name("queuectl-listen").unstarted(this::run);
  }

  /// Hears whatever is announced from now on, if the server lets it.
  static ServerListening begin(ServerDatabase database, Runnable whenAnnounced) {
    var listening = new ServerListening(database, whenAnnounced);
    try {
      listening.connect();
    } catch (SQLException e) {
      log.info("cannot listen, polling instead reason={}", e.getMessage());
    }
    listening.thread.start();
    return listening;
  }

  private void connect() throws SQLException {
    var made = database.connect();
    connection = made;
    try (var statement = made.createStatement();
        var row =
            statement.executeQuery("SELECT quote_ident(concat('queuectl_', current_schema()))")) {
      row.next();
      var channel = row.getString(1);
      try (var listen = made.createStatement()) {
        listen.execute("LISTEN " + channel);
      }
    }
  }

  private void run() {
    while (!isClosed) {
      var open = connection;
      try {
        if (open == null) {
          connect();
          whenAnnounced.run();
        } else {
          hear(open);
        }
      } catch (SQLException e) {
        lose(e);
      }
    }
    disconnect();
  }

  private void hear(Connection open) throws SQLException {
    var heard = open.unwrap(PGConnection.class).getNotifications(QUIET_MILLIS);
    if (heard != null && heard.length > 0) {
      whenAnnounced.run();
    } else if (!isClosed) {
      try (var statement = open.createStatement()) {
        statement.execute("SELECT 1");
      }
    }
  }

  /// Not all hosts at once.
  private void lose(SQLException e) {
    disconnect();
    if (!isClosed) {
      log.info("lost the connection that listens reason={}", e.getMessage());
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_PAUSE_NANOS));
    }
  }

  private void disconnect() {
    var open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // it is of no use any more
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    var open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        // it is gone
      }
    }
    LockSupport.unpark(thread);
  }
}
