package dev.queuectl.store.postgres;

import dev.queuectl.store.schema.PostgresText;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.Dialect;
import dev.queuectl.store.sql.Rendering;
import java.sql.SQLException;
import java.sql.Statement;

/// PostgreSQL's text, and its errors (postgresql.org/docs/current/errcodes-appendix.html).
final class PostgresDialect implements Dialect {
  @Override
  public String text(Prepared statement) {
    return PostgresText.of(statement);
  }

  /// Some may have a result, which is of no interest.
  @Override
  public void script(Statement statement, String text) throws SQLException {
    statement.execute(text);
  }

  @Override
  public Rendering rendering() {
    return PostgresPhrases.RENDERING;
  }

  /// A value that is out of range or no text (class 22), or against a rule (class 23).
  @Override
  public boolean isOfRow(Throwable e) {
    var state = PostgresErrors.state(e);
    return state.startsWith("22") || state.startsWith("23");
  }

  @Override
  public String rule(Throwable e) {
    var message = String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "");
    return message.lines().findFirst().orElse(message);
  }

  @Override
  public Object highest() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean isStrict() {
    return true;
  }
}
