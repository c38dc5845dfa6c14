package dev.queuectl.store.postgres;

import dev.queuectl.store.sql.Parameters;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.Rendering;
import java.math.BigDecimal;
import java.util.ArrayList;
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

/// PostgreSQL's wording inside statements (postgresql.org/docs/current/sql.html). Loads jOOQ.
final class PostgresPhrases implements Phrases {
  /// The protocol counts the values of a statement in 16 bits.
  private static final int MOST_VALUES = 65_535;

  static final Rendering RENDERING =
      new Rendering(
          SQLDialect.POSTGRES,
          new Settings().withInlineThreshold(MOST_VALUES),
          new PostgresPhrases());

  private PostgresPhrases() {}

  /// As an array, since the planner knows how long that is; `[1,2]` is `{1,2}` to PostgreSQL.
  @Override
  public Condition isAmong(Field<Long> number, Param<String> array) {
    return DSL.condition("{0} = any (cast(translate({1}, '[]', '{}') as bigint[]))", number, array);
  }

  @Override
  public Condition isLike(Field<String> text, Param<String> pattern, char escape) {
    return text.likeIgnoreCase(pattern, escape);
  }

  /// Adds a row, and waits for nobody. They become one again when they are folded.
  @Override
  public Query added(
      DSLContext sql, Table<?> table, List<Field<?>> keys, List<Field<Long>> numbers) {
    var columns = new ArrayList<Field<?>>(keys);
    columns.addAll(numbers);
    return sql.insertInto(table)
        .columns(columns)
        .values(columns.stream().map(Parameters::value).toList());
  }

  @Override
  public <R extends Record> Select<R> untaken(SelectForUpdateStep<R> rows) {
    return rows.forUpdate().skipLocked();
  }

  @Override
  public <R extends Record> Select<R> taken(SelectForUpdateStep<R> rows) {
    return rows.forUpdate();
  }

  /// A column holds values of its own type only.
  @Override
  public Field<String> storedType(Field<?> column) {
    var type = column.getDataType();
    var word =
        type.isBinary()
            ? "blob"
            : type.isString() ? "text" : type.getType() == Double.class ? "real" : "integer";
    return DSL.when(column.isNull(), DSL.inline("null")).otherwise(DSL.inline(word));
  }

  @Override
  public Field<Long> wholeNumber(Field<?> column) {
    return DSL.field("cast(coalesce({0}, 0) as bigint)", SQLDataType.BIGINT, column);
  }

  @Override
  public Field<BigDecimal> sumOf(Field<Long> number) {
    return DSL.sum(number);
  }

  @Override
  public Field<String> hex(Field<?> column) {
    return DSL.field("encode(convert_to({0}, 'UTF8'), 'hex')", SQLDataType.VARCHAR, column);
  }
}
