package dev.queuectl.store.postgres;

import dev.queuectl.Durations;
import dev.queuectl.QueueException;
import java.sql.SQLException;
import java.time.Duration;

/// What PostgreSQL reports, in the words of a person at 3 a.m. Told by the SQLSTATE, which no
/// language of the server changes. No message of the driver contains a password.
final class PostgresErrors {
  /// Where libpq's tools look for it.
  private static final String PASSWORD = "~/.pgpass, PGPASSFILE or PGPASSWORD";

  private static final String UNCHANGED = "; nothing was changed";

  private PostgresErrors() {}

  /// The SQLSTATE; empty if it was no error of the database.
  static String state(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /// Whether the connection is lost, or was never there.
  static boolean isDisconnected(Throwable e) {
    var state = state(e);
    return state.startsWith("08") || state.startsWith("57P");
  }

  /// @param waited how long a lock was waited for, if it was a lock
  static QueueException unavailable(ServerAddress address, Duration waited, Exception e) {
    var state = state(e);
    return switch (state) {
      case "28P01", "28000" ->
          failure(
              address,
              "does not let the user "
                  + (address.user() == null ? "of this system" : address.user())
                  + " in",
              "Check the user, the password (" + PASSWORD + ") and the server's pg_hba.conf.",
              e);
      // no password where one is wanted, or no TLS
      case "08004" ->
          failure(
              address,
              "refuses the connection (" + message(e) + ")",
              message(e).contains("SSL")
                  ? "Give the server a certificate, or say sslmode=disable where the way to it is safe."
                  : "Check the password (" + PASSWORD + ") and sslmode.",
              e);
      case "3D000" ->
          failure(
              address,
              "has no such database",
              "Create it: createdb " + address.database() + ".",
              e);
      case "42501" ->
          failure(
              address,
              "refuses: " + message(e) + UNCHANGED,
              "The role needs CREATE and USAGE on the schema, and owns what is in it.",
              e);
      case "25006" ->
          failure(
              address, "is a replica, which can only be read" + UNCHANGED, "Name the primary.", e);
      case "53300" ->
          failure(
              address,
              "has no connection left (max_connections)" + UNCHANGED,
              "Close some, or raise max_connections.",
              e);
      case "53100", "53200" ->
          new QueueException.Full(
              what(address, "has no room left (" + message(e) + ")" + UNCHANGED),
              "Free some space on the server.",
              e);
      case "55P03", "57014" ->
          failure(
              address,
              "has been locked by another process for more than "
                  + Durations.text(waited)
                  + UNCHANGED,
              "Find out who holds it (pg_stat_activity) and try again.",
              e);
      case "22021" ->
          new QueueException.Invalid(
              "a text has a NUL character, which PostgreSQL cannot store" + UNCHANGED,
              "Leave it out.");
      default ->
          isDisconnected(e)
              ? failure(
                  address,
                  "cannot be reached (" + message(e) + ")",
                  "Check that the server runs there and lets this host in.",
                  e)
              : new QueueException.Unavailable(
                  what(address, "failed: " + message(e) + " (" + state + ")" + UNCHANGED),
                  QueueException.Known.REPORT,
                  e);
    };
  }

  /// The connection was lost before the answer to the commit came.
  static QueueException.Unavailable unknown(ServerAddress address, Exception e) {
    return failure(
        address,
        "was lost at the last moment; whether it stored the change is not known",
        "Look before you repeat it.",
        e);
  }

  private static String message(Throwable e) {
    var message = "";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException && cause.getMessage() != null) {
        message = cause.getMessage();
      }
    }
    return message
        .lines()
        .findFirst()
        .orElse("no reason given")
        .replaceFirst("^(ERROR|FATAL): ", "")
        .replaceFirst("\\.?( Check that the hostname .*)?$", "");
  }

  private static String what(ServerAddress address, String what) {
    return "the store " + address + " " + what;
  }

  private static QueueException.Unavailable failure(
      ServerAddress address, String what, String advice, Exception e) {
    return new QueueException.Unavailable(what(address, what), advice, e);
  }
}
