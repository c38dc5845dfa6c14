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
      table.row(cells(settings, setting));
    }
    table.print(printer);
  }

  private Table table() {
    return new Table("KEY", "VALUE", "DEFAULT", "FROM", "MEANING");
  }

  private String[] cells(Settings settings, Setting setting) {
    return new String[] {
      setting.key(),
      settings.text(setting),
      setting.defaultValue(),
      SettingJson.from(settings, setting),
      setting.meaning() + (printer.terminal() ? "" : other(settings, setting))
    };
  }

  /// Scripts look for a key in either spelling, and read on to its value; a person knows that they
  /// are the same.
  private static String other(Settings settings, Setting setting) {
    var other = setting.key().replace('_', '-');
    return other.equals(setting.key())
        ? ""
        : " (also written %s=%s)".formatted(other, settings.text(setting));
  }

  /// All keys and their values: a table for people, and `key=value` for programs.
  void printPairs() {
    if (printer.terminal() || printer.json()) {
      print();
      return;
    }
    var settings = access.open().config().settings();
    for (var setting : Setting.values()) {
      printer.line(setting.key() + "=" + Printable.line(settings.text(setting)));
    }
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
