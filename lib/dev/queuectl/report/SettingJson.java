package dev.queuectl.report;

import dev.queuectl.Setting;
import dev.queuectl.Settings;

/// A key of the configuration in JSON.
public final class SettingJson {
  private SettingJson() {}

  public static void fields(JsonOut json, Settings settings, Setting setting) {
    json.field("key", setting.key());
    json.field("value", settings.text(setting));
    json.field("default", setting.defaultValue());
    json.field("from", from(settings, setting));
  }

  /// Where the value comes from.
  public static String from(Settings settings, Setting setting) {
    return settings.set().containsKey(setting) ? "store" : "default";
  }
}
