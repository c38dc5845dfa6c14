package dev.queuectl.store.postgres;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.store.Upkeep.Condition;
import dev.queuectl.store.sql.SqlSession;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// How a server is set up, and what holds it up.
final class ServerConditions {
  private static final Duration LONG = Duration.ofMinutes(5);

  /// Clocks of hosts that are kept right differ by less.
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final int MOST_UNSTORED = 1000;

  private ServerConditions() {}

  static List<Condition> of(ServerDatabase database) {
    var unstored = new ServerOutputs(database).unstored(MOST_UNSTORED).size();
    return database.outside(
        session ->
            List.of(
                version(session),
                durability(session),
                transactions(session),
                outputs(unstored),
                clock(database.clock().ahead())));
  }

  private static Condition outputs(int unstored) {
    return unstored == 0
        ? well("stored-output", "all output that was printed can be read from every host")
        : new Condition(
            "stored-output",
            "the output of %s is only on the disk of its host"
                .formatted(Numbers.counted(unstored, "attempt")),
            "A worker on that host stores it: queuectl worker start.");
  }

  private static Condition version(SqlSession session) {
    var number = session.number("SELECT current_setting('server_version_num')::integer");
    return well("server", "PostgreSQL %d.%d".formatted(number / 10_000, number % 10_000));
  }

  private static Condition durability(SqlSession session) {
    if (isOff(session, "fsync") || isOff(session, "full_page_writes")) {
      return new Condition(
          "durability",
          "a crash of the server's machine can destroy the queue: fsync or full_page_writes is off",
          "Set both to on in postgresql.conf.");
    }
    return isOff(session, "synchronous_commit")
        ? new Condition(
            "durability",
            "a crash of the server can lose the last jobs that it has acknowledged: synchronous_commit is off",
            "Set it to on, for this role at least: ALTER ROLE ... SET synchronous_commit = on.")
        : well("durability", "what the server has acknowledged is on its disk");
  }

  private static boolean isOff(SqlSession session, String setting) {
    return session.number("SELECT count(*) WHERE current_setting('%s') = 'off'".formatted(setting))
        > 0;
  }

  /// While one is open, what the queue has deleted stays in its tables and indexes.
  private static Condition transactions(SqlSession session) {
    var seconds =
        session.number(
            "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::bigint"
                + " FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
    var oldest = Duration.ofSeconds(seconds);
    return oldest.compareTo(LONG) < 0
        ? well("transactions", "none has been open for long")
        : new Condition(
            "transactions",
            "one has been open for %s, and what the queue deletes stays in its tables meanwhile"
                .formatted(Durations.text(oldest)),
            "Find out whose it is (pg_stat_activity) and end it.");
  }

  private static Condition clock(Duration ahead) {
    var difference = Durations.text(ahead.abs().truncatedTo(ChronoUnit.MILLIS));
    return well(
        "server-clock",
        ahead.abs().compareTo(TOLERANCE) < 0
            ? "this host and the server agree about the time"
            : "this host's clock is %s %s the server's, which times all jobs"
                .formatted(difference, ahead.isNegative() ? "ahead of" : "behind"));
  }

  private static Condition well(String check, String what) {
    return new Condition(check, what, "");
  }
}
