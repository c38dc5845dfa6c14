package dev.queuectl.store.sql;

import java.sql.SQLException;

/// What the driver reports, on its way through the lambdas of a transaction to `Database`, which
/// puts it into words.
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
