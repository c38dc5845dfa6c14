package dev.queuectl.cli.syntax;

import java.util.List;
import java.util.Set;

/// Which command lines print something to be read at leisure: help and lists, but nothing that goes
/// on, or asks.
public final class Paging {
  private static final Set<String> COMMANDS =
      Set.of(
          "help",
          "list",
          "show",
          "why",
          "logs",
          "search",
          "events",
          "metrics",
          "config list",
          "dashboard session list",
          "dashboard token list",
          "dlq list",
          "dlq show",
          "dlq analyze",
          "queue list",
          "queue show",
          "worker status");

  private static final Set<String> HELP = Set.of("-h", "--help");

  /// With these it goes on, or is not for a pager.
  private static final Set<String> LIVE = Set.of("--follow", "--watch", "--raw", "--no-pager");

  private Paging() {}

  /// @param words in their documented form
  public static boolean isFor(List<String> words) {
    var options = Aliases.options(words);
    var isLive = options.stream().anyMatch(word -> LIVE.contains(word) || word.matches("-[a-z]*f"));
    return !isLive
        && (COMMANDS.contains(name(options)) || options.stream().anyMatch(HELP::contains));
  }

  private static String name(List<String> words) {
    var at = Aliases.wordAt(words, 0);
    if (at < 0) {
      return "";
    }
    var name = words.get(at);
    while (CommandNames.isGroup(name)) {
      at = Aliases.wordAt(words, at + 1);
      if (at < 0) {
        return name;
      }
      name = name + " " + words.get(at);
    }
    return name;
  }
}
