package dev.queuectl.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.QueueException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Each cause is said once, and each piece of advice is about it.
class PostgresErrorsTest {
  private static final ServerAddress ADDRESS =
      ServerAddress.of("postgresql://alice:secret@db.example:5433/queue");

  @Test
  void nobody_listens() {
    var error =
        error(
            "Connection to db.example:5433 refused. Check that the hostname and port are correct"
                + " and that the postmaster is accepting TCP/IP connections.",
            "08001");
    assertThat(error)
        .hasMessageEndingWith("cannot be reached (Connection to db.example:5433 refused)");
    assertThat(error.advice()).isEqualTo("Check that the server runs there and lets this host in.");
  }

  @Test
  void no_certificate() {
    var error = error("The server does not support SSL.", "08004");
    assertThat(error)
        .hasMessageEndingWith("refuses the connection (The server does not support SSL)");
    assertThat(error.advice()).contains("certificate", "sslmode=disable");
  }

  @Test
  void no_password() {
    var error =
        error(
            "The server requested SCRAM-based authentication, but no password was provided.",
            "08004");
    assertThat(error.advice()).contains("~/.pgpass").doesNotContain("certificate");
  }

  @Test
  void no_message_has_the_password() {
    for (var state : new String[] {"28P01", "3D000", "42501", "25006", "53300", "XX000"}) {
      assertThat(error("FATAL: no.", state).getMessage())
          .contains("db.example")
          .doesNotContain("secret", "FATAL", "..");
    }
  }

  private static QueueException error(String message, String state) {
    return PostgresErrors.unavailable(
        ADDRESS, Duration.ofSeconds(5), new RuntimeException(new SQLException(message, state)));
  }
}
