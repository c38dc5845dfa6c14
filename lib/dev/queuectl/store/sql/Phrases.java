package dev.queuectl.store.sql;

import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.CustomField;
import org.jooq.impl.SQLDataType;

/// The parts of statements that each database words in its own way; the statements are written only
/// once. In them, the static methods are placeholders, which are filled in when the text is
/// rendered; see [Rendering].
public interface Phrases {

  /// Whether a number is in a JSON array of numbers, which is one value.
  Condition isAmong(Field<Long> number, Param<String> array);

  /// The type of the value in a column, whatever type was declared: `integer`, `real`, `text` ...
  Field<String> storedType(Field<?> column);

  /// The value as a whole number; 0 if it is not a number.
  Field<Long> wholeNumber(Field<?> column);

  /// The bytes of the value, two hexadecimal digits each.
  Field<String> hex(Field<?> column);

  static Condition among(Field<Long> number, Param<String> array) {
    return CustomCondition.of(text -> text.visit(in(text).isAmong(number, array)));
  }

  static Field<String> type(Field<?> column) {
    return CustomField.of(
        "type", SQLDataType.VARCHAR, text -> text.visit(in(text).storedType(column)));
  }

  static Field<Long> whole(Field<?> column) {
    return CustomField.of(
        "whole", SQLDataType.BIGINT, text -> text.visit(in(text).wholeNumber(column)));
  }

  static Field<String> bytes(Field<?> column) {
    return CustomField.of("bytes", SQLDataType.VARCHAR, text -> text.visit(in(text).hex(column)));
  }

  private static Phrases in(Context<?> text) {
    return (Phrases) Objects.requireNonNull(text.configuration().data(Phrases.class));
  }
}
