package dev.queuectl.cli.queue;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Table;
import dev.queuectl.report.SettingJson;
import jakarta.inject.Singleton;
import java.util.List;

/// Prints the whole configuration.
@Singleton
final class ConfigTable {
  private final StoreAccess access;
  private final Printer printer;

  ConfigTable(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  void print() {
    var settings = access.open().config().settings();
    if (printer.json()) {
      printJson(settings);
      return;
    }
    var table = new Table("KEY", "VALUE", "DEFAULT", "FROM", "MEANING");
    for (var setting : Setting.values()) {
      table.row(
          setting.key(),
          settings.text(setting),
          setting.defaultValue(),
          SettingJson.from(settings, setting),
          setting.meaning());
    }
    table.print(printer);
  }

  private void printJson(Settings settings) {
    printer.objects(
        List.of(Setting.values()), (json, setting) -> SettingJson.fields(json, settings, setting));
  }

  /// One key, as `text` for people.
  void print(Setting setting, String value, String text) {
    printer.result(
        text,
        json -> {
          json.field("key", setting.key());
          json.field("value", value);
        });
  }
}
