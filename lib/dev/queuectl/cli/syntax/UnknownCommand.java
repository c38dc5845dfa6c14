package dev.queuectl.cli.syntax;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.util.ArrayList;
import java.util.List;

/// A word where a command should be that is none, and what was probably meant.
public final class UnknownCommand {
  private static final int MOST = 3;

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
    var elsewhere = group.isEmpty() ? namesEnding(" " + name) : List.<String>of();
    if (!elsewhere.isEmpty()) {
      return elsewhere;
    }
    var names = new ArrayList<>(namesOf(group));
    return Words.nearest(name, names)
        .or(() -> Words.nearest(name, Aliases.aliases(group.strip())))
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
