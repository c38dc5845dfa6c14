package dev.queuectl.store.sql;

/// How one database differs from the others: the text of statements, and the errors. What asks
/// about an error takes what was thrown, or what that was the cause of.
public interface Dialect {

  /// How statements become text that are known only when they are run. Loads jOOQ.
  Rendering rendering();

  /// Whether it is the values of a row that the database refuses, and not all that is written.
  boolean isOfRow(Throwable e);

  /// Whether a key is taken.
  boolean isDuplicate(Throwable e);

  /// The rule that was broken, as in "CHECK constraint failed: x >= 0".
  String rule(Throwable e);
}
