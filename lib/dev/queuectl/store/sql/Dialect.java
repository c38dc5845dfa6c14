package dev.queuectl.store.sql;

import dev.queuectl.store.schema.Prepared;
import java.sql.SQLException;
import java.sql.Statement;

/// How one database differs from the others: the text of statements, and errors. The questions
/// about an error take what was thrown, or an exception that it caused.
public interface Dialect {

  /// In this database's words.
  String text(Prepared statement);

  /// Runs a text with several statements.
  void script(Statement statement, String text) throws SQLException;

  /// Renders statements whose shape is only known at run time. Loads jOOQ.
  Rendering rendering();

  /// Whether the database refuses the values of this row, and not every write.
  boolean isOfRow(Throwable e);

  /// A priority, or whatever else may stand in that column, above which there is nothing.
  Object highest();

  /// Whether every value is of its column's type, and within the rules of its table, whoever wrote
  /// it.
  boolean isStrict();

  /// The rule that was broken, as in "CHECK constraint failed: x >= 0".
  String rule(Throwable e);
}
