package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.CONFIG;

import dev.queuectl.ConfigStore;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import java.util.Arrays;
import java.util.EnumMap;

final class SqlConfigStore implements ConfigStore {
  private final Database database;

  SqlConfigStore(Database database) {
    this.database = database;
  }

  @Override
  public Settings settings() {
    var rows =
        database.read(
            session -> session.sql().selectFrom(CONFIG).fetchMap(CONFIG.KEY, CONFIG.VALUE));
    var set = new EnumMap<Setting, String>(Setting.class);
    Arrays.stream(Setting.values())
        .filter(setting -> rows.containsKey(setting.key()))
        .forEach(setting -> set.put(setting, rows.get(setting.key())));
    return new Settings(set);
  }

  @Override
  public void set(Setting setting, String value) {
    database.write(
        session ->
            session
                .sql()
                .insertInto(CONFIG, CONFIG.KEY, CONFIG.VALUE)
                .values(setting.key(), value)
                .onConflict(CONFIG.KEY)
                .doUpdate()
                .set(CONFIG.VALUE, value)
                .execute());
  }

  @Override
  public void reset(Setting setting) {
    database.write(
        session -> session.sql().deleteFrom(CONFIG).where(CONFIG.KEY.eq(setting.key())).execute());
  }
}
