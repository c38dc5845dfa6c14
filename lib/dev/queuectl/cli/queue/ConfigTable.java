package dev.queuectl.cli.queue;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Table;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Printable;
import dev.queuectl.report.SettingJson;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    var table = table();
    for (var setting : Setting.values()) {
      table.row(cells(settings, setting).toArray(String[]::new));
    }
    table.print(printer);
  }

  /// Scripts look for a key in either spelling, and read on to its value; a person knows that they
  /// are the same, and has no room for both.
  private Table table() {
    return printer.terminal()
        ? new Table("KEY", "VALUE", "DEFAULT", "FROM", "MEANING")
        : new Table("KEY", "VALUE", "DEFAULT", "FROM", "ALSO", "MEANING");
  }

  private List<String> cells(Settings settings, Setting setting) {
    var cells =
        new ArrayList<>(
            List.of(
                setting.key(),
                settings.text(setting),
                setting.defaultValue(),
                SettingJson.from(settings, setting)));
    if (!printer.terminal()) {
      cells.add(setting.key().replace('_', '-') + "=" + settings.text(setting));
    }
    cells.add(setting.meaning());
    return cells;
  }

  private void printJson(Settings settings) {
    printer.objects(
        List.of(Setting.values()), (json, setting) -> SettingJson.fields(json, settings, setting));
  }

  /// The bare value of one key.
  void print(Setting setting, String value) {
    printer.result(value, json -> pair(json, setting, value));
  }

  /// Keys that were changed, one a line; in JSON an object of one, and an array of several.
  void print(Map<Setting, String> values) {
    if (!printer.json()) {
      values.forEach(
          (setting, value) -> printer.line(Printable.line(setting.key() + " = " + value)));
      return;
    }
    try (var json = printer.json(values.size() != 1)) {
      values.forEach((setting, value) -> json.object(() -> pair(json, setting, value)));
    }
  }

  private static void pair(JsonOut json, Setting setting, String value) {
    json.field("key", setting.key());
    json.field("value", value);
  }
}
