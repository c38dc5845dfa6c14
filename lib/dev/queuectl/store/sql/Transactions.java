package dev.queuectl.store.sql;

import java.util.function.Function;
import java.util.function.Supplier;

/// How the verbs of a store get a [SqlSession]: the only thing that they know about the database
/// behind it.
public interface Transactions {

  /// Runs statements that only read, on one state of the store.
  <T> T read(Function<SqlSession, T> work);

  /// Runs one writing transaction; it is durable when this returns, and has changed nothing when
  /// this throws.
  <T> T write(Function<SqlSession, T> work);

  /// The same for a transaction that only adds rows, or changes only rows that are its own or that
  /// it takes first: where many may write, others of the kind are not kept waiting.
  default <T> T share(Function<SqlSession, T> work) {
    return write(work);
  }

  /// Whether a transaction that shares has the store to itself anyway.
  default boolean isAlwaysAlone() {
    return true;
  }

  /// Runs a transaction that mends rows which break several rules of their table, step by step: the
  /// database does not enforce the rules meanwhile.
  <T> T withoutRules(Supplier<T> mending);

  Dialect dialect();
}
