package dev.queuectl.store.sqlite;

import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.schema.SqliteText;
import dev.queuectl.store.sql.Dialect;
import dev.queuectl.store.sql.Rendering;
import java.sql.SQLException;
import java.sql.Statement;

/// SQLite's text, and its errors (sqlite.org/rescode.html).
final class SqliteDialect implements Dialect {
  @Override
  public String text(Prepared statement) {
    return SqliteText.of(statement);
  }

  /// With any other method, the driver would run only the first.
  @Override
  public void script(Statement statement, String text) throws SQLException {
    statement.executeUpdate(text);
  }

  @Override
  public Rendering rendering() {
    return SqlitePhrases.RENDERING;
  }

  @Override
  public boolean isOfRow(Throwable e) {
    return switch (StoreErrors.code(e).code & 0xff) {
      case 18, 19, 20 -> true; // TOOBIG, CONSTRAINT, MISMATCH
      default -> false;
    };
  }

  /// Above all numbers and texts are bytes: a damaged store may have them.
  @Override
  public Object highest() {
    return new byte[] {-1, -1, -1, -1, -1, -1, -1, -1};
  }

  /// A column takes values of any type, and rules can be switched off.
  @Override
  public boolean isStrict() {
    return false;
  }

  /// The driver has it in "A CHECK constraint failed (CHECK constraint failed: x >= 0)".
  @Override
  public String rule(Throwable e) {
    var message = String.valueOf(e.getMessage());
    var begin = message.indexOf('(');
    return begin >= 0 && message.endsWith(")")
        ? message.substring(begin + 1, message.length() - 1)
        : message;
  }
}
