package dev.queuectl.cli.shell;

import dev.queuectl.Setting;
import java.util.List;
import java.util.function.Function;

/// The page of the menu about the configuration.
final class MenuOfConfig {
  private final MenuScreen screen;
  private final Function<Setting, String> settings;

  MenuOfConfig(MenuScreen screen, Function<Setting, String> settings) {
    this.screen = screen;
    this.settings = settings;
  }

  void page() {
    screen.page(
        () -> List.of("Configuration: defaults, kept with the queue"),
        List.of(
            new MenuScreen.Entry("1", "View", () -> screen.run(List.of("config", "list"))),
            new MenuScreen.Entry("2", "Change", this::change),
            new MenuScreen.Entry("3", "Reset to the default", this::reset)),
        "Back");
  }

  private void change() {
    screen.show(List.of("config", "list"));
    var setting = setting();
    screen.print("  " + setting.key() + ": " + setting.meaning());
    var value = screen.ask("New value", settings.apply(setting), setting::checked);
    screen.run(List.of("config", "set", setting.key(), value));
  }

  private void reset() {
    screen.show(List.of("config", "list"));
    screen.run(List.of("config", "reset", setting().key()));
  }

  private Setting setting() {
    return Setting.of(screen.ask("Key", "", text -> Setting.of(text).key()));
  }
}
