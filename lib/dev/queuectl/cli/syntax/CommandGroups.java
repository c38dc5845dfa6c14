package dev.queuectl.cli.syntax;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/// All commands as `help` lists them: by what one wants to do.
public final class CommandGroups {
  private static final int NAME_WIDTH = 14;

  static final List<Map.Entry<String, List<String>>> ALL =
      List.of(
          Map.entry("Add jobs", List.of("enqueue", "run", "wait", "schedule")),
          Map.entry(
              "See how they are",
              List.of("list", "show", "logs", "search", "why", "status", "top")),
          Map.entry(
              "Change them",
              List.of("cancel", "retry", "edit", "hold", "release", "remove", "reset", "dlq")),
          Map.entry("Run them", List.of("worker", "service")),
          Map.entry(
              "Look after the queue",
              List.of("queue", "config", "init", "doctor", "prune", "backup", "restore")),
          Map.entry(
              "Numbers, reports, other programs",
              List.of("metrics", "events", "report", "export", "import", "dashboard")),
          Map.entry(
              "This program",
              List.of(
                  "shell", "menu", "install", "demo", "test", "completion", "version", "help")));

  /// Where the first sentence of a description has said enough.
  private static final Pattern ENOUGH = Pattern.compile("(?<=.{10}[^.])(?:\\. .*|[:;] .*|\\.$)");

  private CommandGroups() {}

  private static String brief(Help command) {
    return ENOUGH.matcher(command.commandSpec().usageMessage().description()[0]).replaceFirst("");
  }

  /// The part of the root's help that lists them.
  public static String render(Help root) {
    var commands = root.subcommands();
    var text = new StringBuilder();
    for (var group : ALL) {
      var width = root.commandSpec().usageMessage().width();
      var table =
          TextTable.forColumns(
              root.colorScheme(),
              new Column(NAME_WIDTH, 2, Overflow.TRUNCATE),
              new Column(width - NAME_WIDTH, 1, Overflow.WRAP));
      for (var name : group.getValue()) {
        var command = commands.get(name);
        if (command != null) {
          table.addRowValues(
              root.colorScheme().commandText(name), root.colorScheme().text(brief(command)));
        }
      }
      text.append("%n%s:%n%s".formatted(group.getKey(), table));
    }
    return text.toString();
  }
}
