package dev.queuectl.store.sql;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.DSL;

/// Placeholders for values in a statement that is rendered before they are known.
public final class Parameters {
  private Parameters() {}

  /// The place of a value that is supplied at each run, in the order of the text.
  public static <T> Param<T> value(Field<T> column) {
    return DSL.param(column.getName(), column.getDataType());
  }

  /// Whether the value supplied is null. The text says its type, which a null itself does not.
  public static Condition isMissing(Field<?> column) {
    return value(column).cast(column.getDataType()).isNull();
  }

  /// An unset column (`setNull` would ask for a value).
  public static <T> Param<T> none(Field<T> column) {
    return DSL.inline(null, column.getDataType());
  }
}
