package dev.queuectl.cli.shell;

import dev.queuectl.QueueException;
import java.util.List;

/// The page of the menu about the dead letter queue.
final class MenuOfDead {
  private static final String ALL = "all";

  private final MenuScreen screen;

  MenuOfDead(MenuScreen screen) {
    this.screen = screen;
  }

  void page() {
    screen.page(
        () -> List.of("Dead letter queue: jobs that have failed for good"),
        List.of(
            new MenuScreen.Entry("1", "View", () -> screen.run(List.of("dlq", "list"))),
            new MenuScreen.Entry("2", "Show one, with its attempts", this::show),
            new MenuScreen.Entry("3", "Retry", this::retry),
            new MenuScreen.Entry("4", "Delete", this::delete),
            new MenuScreen.Entry("5", "Group them by cause", this::analyze)),
        "Back");
  }

  private void show() {
    screen.show(List.of("dlq", "list"));
    screen.run(List.of("dlq", "show", screen.ask("Which (id)", "", MenuOfDead::given)));
  }

  private void retry() {
    screen.show(List.of("dlq", "list"));
    var which = screen.ask("Which (id)", ALL, MenuOfDead::given);
    screen.run(List.of("dlq", "retry", which.equals(ALL) ? "--all" : which));
  }

  private void delete() {
    screen.show(List.of("dlq", "list"));
    var which = screen.ask("Which (id, or all)", "", MenuOfDead::given);
    screen.run(which.equals(ALL) ? List.of("dlq", "clear") : List.of("dlq", "delete", which));
  }

  private void analyze() {
    screen.show(List.of("dlq", "analyze"));
    var group = screen.ask("Retry a group", "none", MenuOfDead::given);
    if (!group.equals("none")) {
      screen.run(List.of("dlq", "retry", "--group", group));
    }
  }

  private static String given(String text) {
    if (text.isEmpty() || text.startsWith("-") || text.contains(" ")) {
      throw new QueueException.Invalid("type one of the groups above", "q goes back.");
    }
    return text;
  }
}
