package dev.queuectl.store.sqlite;

import static org.jooq.conf.FetchTriggerValuesAfterReturning.NEVER;

import dev.queuectl.store.sql.Parameters;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.Rendering;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// SQLite's wording inside statements (sqlite.org/lang.html). Loads jOOQ.
final class SqlitePhrases implements Phrases {
  /// SQLite takes 32,766 values; jOOQ would write those beyond 999 into the text.
  private static final int MOST_VALUES = 32_000;

  static final Rendering RENDERING =
      new Rendering(
          SQLDialect.SQLITE,
          new Settings()
              .withInlineThreshold(MOST_VALUES)
              // No trigger of ours changes what is returned.
              .withFetchTriggerValuesAfterReturning(NEVER),
          new SqlitePhrases());

  private SqlitePhrases() {}

  @Override
  public Condition isAmong(Field<Long> number, Param<String> array) {
    return DSL.condition("{0} in (select value from json_each({1}))", number, array);
  }

  /// `LIKE` does not know case.
  @Override
  public Condition isLike(Field<String> text, Param<String> pattern, char escape) {
    return text.like(pattern, escape);
  }

  /// There is only one writer, so a key has only one row.
  @Override
  public Query added(
      DSLContext sql, Table<?> table, List<Field<?>> keys, List<Field<Long>> numbers) {
    var columns = new ArrayList<Field<?>>(keys);
    columns.addAll(numbers);
    var sums = new LinkedHashMap<Field<?>, Field<?>>();
    numbers.forEach(number -> sums.put(number, number.plus(DSL.excluded(number))));
    return sql.insertInto(table)
        .columns(columns)
        .values(columns.stream().map(Parameters::value).toList())
        .onConflict(keys)
        .doUpdate()
        .set(sums);
  }

  /// Whoever writes has the store to itself.
  @Override
  public <R extends Record> Select<R> untaken(SelectForUpdateStep<R> rows) {
    return rows;
  }

  @Override
  public <R extends Record> Select<R> taken(SelectForUpdateStep<R> rows) {
    return rows;
  }

  @Override
  public Field<String> storedType(Field<?> column) {
    return DSL.function("typeof", SQLDataType.VARCHAR, column);
  }

  @Override
  public Field<Long> wholeNumber(Field<?> column) {
    return DSL.field("CAST(coalesce({0}, 0) AS INTEGER)", SQLDataType.BIGINT, column);
  }

  /// `sum` would fail where the sum is no longer an integer.
  @Override
  public Field<BigDecimal> sumOf(Field<Long> number) {
    return DSL.aggregate("total", SQLDataType.NUMERIC, number);
  }

  @Override
  public Field<String> hex(Field<?> column) {
    return DSL.function("hex", SQLDataType.VARCHAR, column);
  }
}
