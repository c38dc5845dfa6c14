package dev.queuectl.store.sql;

import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.CustomField;
import org.jooq.impl.SQLDataType;

/// What every database words in its own way, inside statements that are written once. The static
/// methods stand for it there, and are filled in when the text is made; see [Rendering].
public interface Phrases {

  /// Whether a number is in a JSON array of numbers, which is one value.
  Condition isAmong(Field<Long> number, Param<String> array);

  /// What is stored in a column, whatever was declared: `integer`, `real`, `text` ...
  Field<String> storedType(Field<?> column);

  /// What is stored there as a whole number; 0 if it is none.
  Field<Long> wholeNumber(Field<?> column);

  /// The bytes of what is stored there, two digits each.
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
