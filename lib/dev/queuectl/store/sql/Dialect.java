package dev.queuectl.store.sql;

/// What the verbs of a store ask about a database's errors. Each takes what was thrown, or what
/// that was the cause of.
public interface Dialect {

  /// Whether it is the values of a row that the database refuses, and not all that is written.
  boolean isOfRow(Throwable e);

  /// Whether a key is taken.
  boolean isDuplicate(Throwable e);

  /// The rule that was broken, as in "CHECK constraint failed: x >= 0".
  String rule(Throwable e);
}
