package dev.queuectl.cli.syntax;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A word where a command should be that is none, and what was probably meant.
public final class UnknownCommand {
  private static final int MOST = 3;

  /// What other tools call it, for words that look like none of ours.
  private static final Map<String, List<String>> ELSEWHERE =
      Map.ofEntries(
          Map.entry("submit", List.of("enqueue")),
          Map.entry("push", List.of("enqueue")),
          Map.entry("create", List.of("enqueue")),
          Map.entry("new", List.of("enqueue")),
          Map.entry("exec", List.of("run")),
          Map.entry("execute", List.of("run")),
          Map.entry("tail", List.of("logs -f")),
          Map.entry("follow", List.of("logs -f")),
          Map.entry("cat", List.of("logs")),
          Map.entry("ps", List.of("list --state processing", "worker status")),
          Map.entry("history", List.of("list")),
          Map.entry("find", List.of("list --text", "search")),
          Map.entry("describe", List.of("show")),
          Map.entry("details", List.of("show")),
          Map.entry("abort", List.of("cancel")),
          Map.entry("terminate", List.of("cancel")),
          Map.entry("rerun", List.of("retry")),
          Map.entry("requeue", List.of("retry")),
          Map.entry("unhold", List.of("release")),
          Map.entry("dead", List.of("dlq list")),
          Map.entry("drain", List.of("worker start --drain")),
          Map.entry("flush", List.of("reset")),
          Map.entry("empty", List.of("reset")),
          Map.entry("settings", List.of("config")),
          Map.entry("serve", List.of("dashboard")),
          Map.entry("setup", List.of("init")));

  private UnknownCommand() {}

  /// @param group that the command would be of, and a blank; or empty
  public static QueueException.Invalid of(String name, String group) {
    var meant = meant(name, group);
    var advice =
        !meant.isEmpty()
            ? "Did you mean " + String.join(" or ", meant) + "? "
            : group.isEmpty() ? "" : "It is one of " + String.join(", ", namesOf(group)) + ". ";
    return new QueueException.Invalid(
        "there is no command \"" + group + name + "\"", advice + "See queuectl help.");
  }

  private static List<String> meant(String name, String group) {
    if (group.isEmpty() && ELSEWHERE.containsKey(name)) {
      return ELSEWHERE.get(name);
    }
    var elsewhere = group.isEmpty() ? namesEnding(" " + name) : List.<String>of();
    if (!elsewhere.isEmpty()) {
      return elsewhere;
    }
    var names = new ArrayList<>(namesOf(group));
    return Words.nearest(name, names)
        .or(() -> Words.nearest(name, OtherNames.aliases(group.strip())))
        .map(near -> List.of(group + near))
        .orElseGet(() -> beginning(name, group, names));
  }

  /// `start` is a command of `worker`.
  private static List<String> namesEnding(String end) {
    return CommandNames.ALL.stream().filter(name -> name.endsWith(end)).toList();
  }

  private static List<String> namesOf(String group) {
    return CommandNames.ALL.stream()
        .filter(name -> name.startsWith(group))
        .map(name -> name.substring(group.length()))
        .filter(name -> !name.contains(" "))
        .toList();
  }

  private static List<String> beginning(String part, String group, List<String> names) {
    var found = names.stream().filter(name -> name.startsWith(part)).toList();
    return part.length() < 2 || found.size() > MOST
        ? List.of()
        : found.stream().map(name -> group + name).toList();
  }
}
