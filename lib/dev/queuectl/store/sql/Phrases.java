package dev.queuectl.store.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Scope;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.CustomField;
import org.jooq.impl.SQLDataType;

/// The parts of statements that each database words in its own way; the statements are written only
/// once. In them, the static methods are placeholders, which are filled in when the text is
/// rendered; see [Rendering].
public interface Phrases {

  /// Whether a number is in a JSON array of numbers, which is one value.
  Condition isAmong(Field<Long> number, Param<String> array);

  /// Whether a text fits a pattern (`%`, `_`), whatever the case of its ASCII letters.
  ///
  /// @param escape stands before a character that would be part of a pattern
  Condition isLike(Field<String> text, Param<String> pattern, char escape);

  /// Adds numbers to those that are counted under a key. Whoever reads such a table adds up all
  /// rows of a key: where many write at once, each may write rows of its own, so that nobody waits.
  ///
  /// @param keys the columns that are counted by
  Query added(DSLContext sql, Table<?> table, List<Field<?>> keys, List<Field<Long>> numbers);

  /// Takes the rows for this transaction, and leaves out those that others have taken.
  <R extends Record> Select<R> untaken(SelectForUpdateStep<R> rows);

  /// Takes the rows for this transaction, and waits for others that have taken them.
  <R extends Record> Select<R> taken(SelectForUpdateStep<R> rows);

  /// The type of the value in a column, whatever type was declared: `integer`, `real`, `text` ...
  Field<String> storedType(Field<?> column);

  /// The value as a whole number; 0 if it is not a number.
  Field<Long> wholeNumber(Field<?> column);

  /// The sum of numbers, however large it is.
  Field<BigDecimal> sumOf(Field<Long> number);

  /// The bytes of the value, two hexadecimal digits each.
  Field<String> hex(Field<?> column);

  static Condition among(Field<Long> number, Param<String> array) {
    return CustomCondition.of(text -> text.visit(in(text).isAmong(number, array)));
  }

  static Condition like(Field<String> text, Param<String> pattern, char escape) {
    return CustomCondition.of(it -> it.visit(in(it).isLike(text, pattern, escape)));
  }

  static Query add(DSLContext sql, Table<?> table, List<Field<?>> keys, List<Field<Long>> numbers) {
    return in(sql).added(sql, table, keys, numbers);
  }

  static <R extends Record> Select<R> free(DSLContext sql, SelectForUpdateStep<R> rows) {
    return in(sql).untaken(rows);
  }

  static <R extends Record> Select<R> take(DSLContext sql, SelectForUpdateStep<R> rows) {
    return in(sql).taken(rows);
  }

  static Field<String> type(Field<?> column) {
    return CustomField.of(
        "type", SQLDataType.VARCHAR, text -> text.visit(in(text).storedType(column)));
  }

  static Field<Long> whole(Field<?> column) {
    return CustomField.of(
        "whole", SQLDataType.BIGINT, text -> text.visit(in(text).wholeNumber(column)));
  }

  static Field<BigDecimal> total(Field<Long> number) {
    return CustomField.of("total", SQLDataType.NUMERIC, text -> text.visit(in(text).sumOf(number)));
  }

  static Field<String> bytes(Field<?> column) {
    return CustomField.of("bytes", SQLDataType.VARCHAR, text -> text.visit(in(text).hex(column)));
  }

  private static Phrases in(Scope text) {
    return (Phrases) Objects.requireNonNull(text.configuration().data(Phrases.class));
  }
}
