package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Tables.CONFIG;
import static dev.queuectl.store.sql.Parameters.value;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements of [SqlConfigStore].
final class SettingStatements {
  private SettingStatements() {}

  static Query settings(DSLContext sql) {
    return sql.select(CONFIG.KEY, CONFIG.VALUE).from(CONFIG);
  }

  static Query setSetting(DSLContext sql) {
    return sql.insertInto(CONFIG, CONFIG.KEY, CONFIG.VALUE)
        .values(value(CONFIG.KEY), value(CONFIG.VALUE))
        .onConflict(CONFIG.KEY)
        .doUpdate()
        .set(CONFIG.VALUE, DSL.excluded(CONFIG.VALUE));
  }

  static Query resetSetting(DSLContext sql) {
    return sql.deleteFrom(CONFIG).where(CONFIG.KEY.eq(value(CONFIG.KEY)));
  }
}
