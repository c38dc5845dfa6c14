package dev.queuectl.store.sql;

import java.util.function.Function;
import java.util.function.Supplier;

/// How the verbs of a store come to a [SqlSession]: the one thing that they know of the database
/// behind them.
public interface Transactions {

  /// Runs statements that only read, on one state of the store.
  <T> T read(Function<SqlSession, T> work);

  /// Runs one writing transaction; it is durable when this returns, and has changed nothing when
  /// this throws.
  <T> T write(Function<SqlSession, T> work);

  /// Runs what mends rows that break several rules of their table, one after the other: the
  /// database does not hold to them meanwhile.
  <T> T withoutRules(Supplier<T> mending);

  Dialect dialect();
}
