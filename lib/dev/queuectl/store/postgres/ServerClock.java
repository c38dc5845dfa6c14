package dev.queuectl.store.postgres;

import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of the server, by which all hosts agree when a lease lapses: this host's clock, and by
/// how much it was wrong when somebody last asked.
final class ServerClock implements InstantSource {
  private static final long NANOS_BETWEEN = Duration.ofSeconds(30).toNanos();

  private final InstantSource own;
  private volatile Duration ahead = Duration.ZERO;
  private volatile long askedAt;
  private volatile boolean asked;

  ServerClock(InstantSource own) {
    this.own = own;
  }

  @Override
  public Instant instant() {
    return own.instant().plus(ahead);
  }

  /// By how much the server's clock is ahead of this host's.
  Duration ahead() {
    return ahead;
  }

  /// Asks the server now and then. It has answered in the middle of the question.
  void ask(SqlSession session) {
    if (asked && System.nanoTime() - askedAt < NANOS_BETWEEN) {
      return;
    }
    var before = own.instant();
    var began = System.nanoTime();
    var server = session.first(Prepared.SERVER_MILLIS, row -> row.getLong(1)).orElseThrow();
    var half = Duration.ofNanos((System.nanoTime() - began) / 2);
    ahead = Duration.between(before.plus(half), Instant.ofEpochMilli(server));
    askedAt = System.nanoTime();
    asked = true;
  }
}
