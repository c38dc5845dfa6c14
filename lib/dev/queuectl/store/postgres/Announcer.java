package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlFailure;
import dev.queuectl.store.sql.SqlSession;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Announces changes to all hosts by NOTIFY, once they are durable. Each takes a lock of the whole
/// server when it commits, so a process announces at most once in [#BETWEEN]; the last one is never
/// left out. Only a hint: whoever listens polls as well.
final class Announcer {
  private static final Duration BETWEEN = Duration.ofMillis(10);

  private final ServerDatabase database;
  private boolean isWaiting;
  private long announcedAt = System.nanoTime() - BETWEEN.toNanos();

  Announcer(ServerDatabase database) {
    this.database = database;
  }

  /// Never fails: what it announces is already stored.
  void ring(SqlSession session) {
    if (isDue()) {
      ringNow(session);
    }
  }

  private synchronized boolean isDue() {
    var now = System.nanoTime();
    if (isWaiting) {
      return false; // the one that waits will do for this, too
    }
    if (now - announcedAt >= BETWEEN.toNanos()) {
      announcedAt = now;
      return true;
    }
    isWaiting = true;
    Thread.ofVirtual().start(this::ringLater);
    return false;
  }

  private void ringLater() {
    LockSupport.parkNanos(BETWEEN.toNanos());
    close();
  }

  private static void ringNow(SqlSession session) {
    try {
      session.first(Prepared.ANNOUNCE, row -> row.getString(1));
    } catch (SqlFailure e) {
      // polling finds it
    }
  }

  /// Announces what waits to be announced.
  void close() {
    synchronized (this) {
      if (!isWaiting) {
        return;
      }
      isWaiting = false;
      announcedAt = System.nanoTime();
    }
    try {
      database.outside(
          session -> {
            ringNow(session);
            return true;
          });
    } catch (QueueException e) {
      // polling finds it
    }
  }
}
