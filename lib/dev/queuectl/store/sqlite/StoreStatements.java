package dev.queuectl.store.sqlite;

import static dev.queuectl.store.schema.Tables.META;
import static dev.queuectl.store.sql.Parameters.value;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The statements on the store as a whole: its transactions, its name.
final class StoreStatements {
  private StoreStatements() {}

  static Query begin(DSLContext sql) {
    return sql.query("BEGIN");
  }

  static Query beginImmediate(DSLContext sql) {
    return sql.query("BEGIN IMMEDIATE");
  }

  static Query commit(DSLContext sql) {
    return sql.query("COMMIT");
  }

  static Query rollback(DSLContext sql) {
    return sql.query("ROLLBACK");
  }

  static Query vacuumInto(DSLContext sql) {
    return sql.query("VACUUM INTO {0}", DSL.param("file", SQLDataType.VARCHAR));
  }

  static Query quickCheck(DSLContext sql) {
    return sql.query("PRAGMA quick_check(20)");
  }

  static Query integrityCheck(DSLContext sql) {
    return sql.query("PRAGMA integrity_check(20)");
  }

  static Query storeId(DSLContext sql) {
    return sql.select(META.VALUE).from(META).where(META.KEY.eq(DSL.inline("store_id")));
  }

  static Query renameStore(DSLContext sql) {
    return sql.update(META)
        .set(META.VALUE, value(META.VALUE))
        .where(META.KEY.eq(DSL.inline("store_id")), META.VALUE.eq(value(META.VALUE)));
  }
}
