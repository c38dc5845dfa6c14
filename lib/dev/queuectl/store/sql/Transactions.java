package dev.queuectl.store.sql;

import java.util.function.Function;

/// How the verbs of a store come to a [SqlSession]: the one thing that they know of the database
/// behind them.
public interface Transactions {

  /// Runs statements that only read, on one state of the store.
  <T> T read(Function<SqlSession, T> work);

  /// Runs one writing transaction; it is durable when this returns, and has changed nothing when
  /// this throws.
  <T> T write(Function<SqlSession, T> work);

  /// Runs statements outside a transaction.
  <T> T outside(Function<SqlSession, T> work);

  Dialect dialect();
}
