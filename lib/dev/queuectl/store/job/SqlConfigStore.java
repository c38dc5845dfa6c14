package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.RESET_SETTING;
import static dev.queuectl.store.schema.Prepared.SETTINGS;
import static dev.queuectl.store.schema.Prepared.SET_SETTING;
import static dev.queuectl.store.schema.Tables.CONFIG;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.store.ConfigStore;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

public final class SqlConfigStore implements ConfigStore {
  private final Transactions transactions;

  public SqlConfigStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Settings settings() {
    return transactions.read(SqlConfigStore::settings);
  }

  public static Settings settings(SqlSession session) {
    var rows = new HashMap<String, String>();
    session
        .list(SETTINGS, row -> Map.entry(JobRows.text(row, 1), JobRows.text(row, 2)))
        .forEach(row -> rows.put(row.getKey(), row.getValue()));
    var set = new EnumMap<Setting, String>(Setting.class);
    Arrays.stream(Setting.values())
        .filter(setting -> rows.containsKey(setting.key()))
        .forEach(setting -> set.put(setting, rows.get(setting.key())));
    return new Settings(set);
  }

  /// Resets settings whose keys do not accept their values.
  ///
  /// @return which
  public static Set<Setting> resetWrong(Transactions transactions) {
    var wrong = transactions.read(SqlConfigStore::settings).faults().keySet();
    wrong.forEach(
        setting -> transactions.write(session -> session.run(RESET_SETTING, setting.key())));
    return wrong;
  }

  @Override
  public void set(Map<Setting, @Nullable String> values) {
    transactions.write(
        session -> {
          session.announce();
          for (var each : values.entrySet()) {
            var value = each.getValue();
            if (value == null) {
              session.run(RESET_SETTING, each.getKey().key());
            } else {
              session.run(SET_SETTING, each.getKey().key(), value);
            }
          }
          return values.size();
        });
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

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
}
