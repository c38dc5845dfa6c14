package dev.queuectl.store;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// A statement that is run often: a [Session] has jOOQ render and SQLite compile it once, and then
/// only gives it other values, in the order of its [#value]s. Rendering costs jOOQ more than most
/// of these statements cost SQLite.
///
/// Compared by identity: each is a constant of the class that runs it.
final class Prepared {
  private final Function<Supplier<DSLContext>, String> text;

  private Prepared(Function<Supplier<DSLContext>, String> text) {
    this.text = text;
  }

  static Prepared of(Function<DSLContext, ? extends Query> statement) {
    return new Prepared(jooq -> rendered(jooq.get(), statement));
  }

  /// For what jOOQ does not speak.
  static Prepared text(String text) {
    return new Prepared(_ -> text);
  }

  /// The place of a value that is given at each run.
  static <T> Param<T> value(Field<T> column) {
    return DSL.param(column.getName(), column.getDataType());
  }

  String text(Supplier<DSLContext> jooq) {
    return text.apply(jooq);
  }

  /// An unset column (`setNull` would ask for a value).
  static <T> Param<T> none(Field<T> column) {
    return DSL.inline(null, column.getDataType());
  }

  private static String rendered(DSLContext sql, Function<DSLContext, ? extends Query> statement) {
    var query = statement.apply(sql);
    // Params that are not named stand for constants, to which no run gives a value.
    assert sql.extractParams(query).values().stream()
            .allMatch(param -> param.isInline() || param.getParamName() != null)
        : "to be inlined: " + query;
    return sql.render(query);
  }
}
