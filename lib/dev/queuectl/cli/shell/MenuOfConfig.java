package dev.queuectl.cli.shell;

import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The page of the menu about the configuration and the queues.
final class MenuOfConfig {
  private static final List<String> QUEUES = List.of("queue", "list");
  private static final String NO_REASON = "no reason";

  private final MenuScreen screen;
  private final Function<Setting, String> settings;

  MenuOfConfig(MenuScreen screen, Function<Setting, String> settings) {
    this.screen = screen;
    this.settings = settings;
  }

  void page() {
    screen.page(
        () -> List.of("Configuration: defaults, kept with the queue; and the queues themselves"),
        List.of(
            new MenuScreen.Entry("1", "View", () -> screen.run(List.of("config", "list"))),
            new MenuScreen.Entry("2", "Change", this::change),
            new MenuScreen.Entry("3", "Reset to the default", this::reset),
            new MenuScreen.Entry("4", "Queues", () -> screen.run(QUEUES)),
            new MenuScreen.Entry("5", "Pause a queue", this::pause),
            new MenuScreen.Entry("6", "Resume a queue", this::resume),
            new MenuScreen.Entry("7", "Limit a queue", this::limit)),
        "Back");
  }

  private void pause() {
    var words = new ArrayList<>(List.of("queue", "pause", queue()));
    var reason = screen.ask("Why", NO_REASON, text -> text);
    if (!reason.equals(NO_REASON)) {
      words.add("--reason=" + reason);
    }
    screen.run(words);
  }

  private void resume() {
    screen.run(List.of("queue", "resume", queue()));
  }

  private void limit() {
    var queue = queue();
    var most = screen.ask("How many of its jobs at a time", "unlimited", text -> text);
    screen.run(List.of("queue", "set", queue, "--concurrency", most));
  }

  private String queue() {
    screen.show(QUEUES);
    return screen.ask(
        "Which queue",
        NewJob.DEFAULT_QUEUE,
        text -> {
          NewJob.checkQueue(text);
          return text;
        });
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
