package dev.queuectl.store.sql;

/// How one database differs from the others: the text of statements, and errors. The questions
/// about an error take what was thrown, or an exception that it caused.
public interface Dialect {

  /// Renders statements whose shape is only known at run time. Loads jOOQ.
  Rendering rendering();

  /// Whether the database refuses the values of this row, and not every write.
  boolean isOfRow(Throwable e);

  /// Whether a key is taken.
  boolean isDuplicate(Throwable e);

  /// The rule that was broken, as in "CHECK constraint failed: x >= 0".
  String rule(Throwable e);
}
