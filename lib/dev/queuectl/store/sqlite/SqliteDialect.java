package dev.queuectl.store.sqlite;

import dev.queuectl.store.sql.Dialect;
import dev.queuectl.store.sql.Rendering;
import org.sqlite.SQLiteErrorCode;

/// SQLite's text, and its errors (sqlite.org/rescode.html).
final class SqliteDialect implements Dialect {
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

  @Override
  public boolean isDuplicate(Throwable e) {
    return StoreErrors.code(e) == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
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
