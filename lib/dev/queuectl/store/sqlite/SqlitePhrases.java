package dev.queuectl.store.sqlite;

import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.Rendering;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// SQLite's wording inside statements (sqlite.org/lang.html). Loads jOOQ.
final class SqlitePhrases implements Phrases {
  /// SQLite takes 32,766 values; jOOQ would write those beyond 999 into the text.
  private static final int MOST_VALUES = 32_000;

  static final Rendering RENDERING =
      new Rendering(SQLDialect.SQLITE, MOST_VALUES, new SqlitePhrases());

  private SqlitePhrases() {}

  @Override
  public Condition isAmong(Field<Long> number, Param<String> array) {
    return DSL.condition("{0} in (select value from json_each({1}))", number, array);
  }

  @Override
  public Field<String> storedType(Field<?> column) {
    return DSL.function("typeof", SQLDataType.VARCHAR, column);
  }

  @Override
  public Field<Long> wholeNumber(Field<?> column) {
    return DSL.field("CAST(coalesce({0}, 0) AS INTEGER)", SQLDataType.BIGINT, column);
  }

  @Override
  public Field<String> hex(Field<?> column) {
    return DSL.function("hex", SQLDataType.VARCHAR, column);
  }
}
