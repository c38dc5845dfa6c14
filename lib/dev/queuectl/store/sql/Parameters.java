package dev.queuectl.store.sql;

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

  /// An unset column (`setNull` would ask for a value).
  public static <T> Param<T> none(Field<T> column) {
    return DSL.inline(null, column.getDataType());
  }
}
