package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.LostQuotes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns every accepted form of a command line into the documented one, so that commands know only
/// that. Pure.
public final class Aliases {
  private static final Map<String, List<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("ls", List.of("list")),
          Map.entry("jobs", List.of("list")),
          Map.entry("info", List.of("show")),
          Map.entry("job", List.of("show")),
          Map.entry("get", List.of("show")),
          Map.entry("log", List.of("logs")),
          Map.entry("output", List.of("logs")),
          Map.entry("monitor", List.of("top")),
          Map.entry("watch", List.of("top")),
          Map.entry("stats", List.of("status")),
          Map.entry("kill", List.of("cancel")),
          Map.entry("update", List.of("edit")),
          Map.entry("rm", List.of("remove")),
          Map.entry("delete", List.of("remove")),
          Map.entry("purge", List.of("prune")),
          Map.entry("clean", List.of("prune")),
          Map.entry("init-db", List.of("init")),
          Map.entry("verify-all", List.of("test")),
          Map.entry("test-deliverables", List.of("test", "deliverables")),
          Map.entry("test-bonus-features", List.of("test", "bonus-features")),
          Map.entry("--version", List.of("version")),
          Map.entry("web", List.of("dashboard")),
          Map.entry("ui", List.of("dashboard")),
          Map.entry("queues", List.of("queue", "list")),
          Map.entry("workers", List.of("worker", "status")));

  private static final Map<String, Map<String, String>> SUBCOMMANDS =
      Map.of(
          "dlq",
              Map.of(
                  "ls", "list", "info", "show", "remove", "delete", "rm", "delete", "purge",
                  "clear", "stats", "analyze", "analyse", "analyze"),
          "config", Map.of("show", "list", "ls", "list", "unset", "reset"),
          "queue", Map.of("ls", "list", "info", "show", "status", "show", "unpause", "resume"),
          "service", Map.of("remove", "uninstall", "rm", "uninstall", "show", "status"),
          "worker", Map.of("list", "status", "ls", "status", "resize", "scale"));

  /// What a group does when only its options are given.
  private static final Map<String, String> USUAL =
      Map.of(
          "dlq",
          "list",
          "queue",
          "list",
          "config",
          "list",
          "worker",
          "start",
          "dashboard",
          "start",
          "service",
          "status");

  /// What follows these may look like anything.
  private static final Set<String> FREE_TEXT = Set.of("-c", "--command", "-e", "--env", "--cwd");

  private static final Set<String> HELP = Set.of("-h", "--help");

  private Aliases() {}

  /// The same command line in documented words.
  public static List<String> documented(String... args) {
    var words = new ArrayList<>(LostQuotes.joined(List.of(args)));
    var end = words.indexOf("--");
    var tail = end < 0 ? List.<String>of() : List.copyOf(words.subList(end, words.size()));
    words.subList(words.size() - tail.size(), words.size()).clear();
    for (var i = 0; i < words.size(); i++) {
      if (i == 0 || !FREE_TEXT.contains(words.get(i - 1))) {
        words.set(i, hyphenated(words.get(i)));
      }
    }
    var at = wordAt(words, 0);
    if (at < 0) {
      at = Math.max(words.indexOf("--version"), words.indexOf("-V"));
    }
    if (at >= 0) {
      rename(words, at);
    }
    words.addAll(tail);
    return words;
  }

  /// The words before `--`: an option of ours can only be there.
  public static List<String> options(List<String> words) {
    var end = words.indexOf("--");
    return end < 0 ? words : words.subList(0, end);
  }

  /// `--max_retries=3` as `--max-retries=3`. Only options of ours: another word may be somebody's
  /// value.
  private static String hyphenated(String word) {
    if (!word.startsWith("--")) {
      return word;
    }
    var equals = word.indexOf('=');
    var typed = equals < 0 ? word : word.substring(0, equals);
    if (typed.indexOf('_') < 0) {
      return word;
    }
    var name = typed.replace('_', '-');
    return CommandNames.hyphenated().contains(name) || CommandNames.isSetting(name.substring(2))
        ? name + (equals < 0 ? "" : word.substring(equals))
        : word;
  }

  private static void rename(List<String> words, int at) {
    var word = words.get(at);
    if (LostQuotes.isJson(word)) {
      words.add(at, "enqueue");
      return;
    }
    var name = word.equals("-V") ? "--version" : word.replace('_', '-');
    words.remove(at);
    if (name.equals("help") && wordAt(words, at) >= 0) {
      words.add("--help");
      rename(words, wordAt(words, at));
      return;
    }
    words.addAll(at, COMMANDS.getOrDefault(name, apart(name)));
    switch (words.get(at)) {
      case "status" -> {
        if (wordAt(words, at + 1) >= 0 && name.equals("status")) {
          words.set(at, "show");
        }
      }
      case "config" -> {
        renameConfig(words, at);
        renameInGroup(words, at);
      }
      case "dlq", "queue", "worker", "dashboard", "service" -> renameInGroup(words, at);
      default -> {
        // Documented already.
      }
    }
  }

  /// `dlq-list` as `dlq list`, and so every command of a group.
  private static List<String> apart(String name) {
    var parts = List.of(name.split("-", 2));
    return parts.size() > 1 && knows(parts.getFirst(), parts.getLast()) ? parts : List.of(name);
  }

  /// `config K V` and `config K`, and `config set --K V`.
  private static void renameConfig(List<String> words, int at) {
    var first = wordAt(words, at + 1);
    if (first < 0) {
      return;
    }
    var word = words.get(first);
    if (word.equals("set")) {
      for (var i = first + 1; i < words.size(); i++) {
        if (words.get(i).startsWith("--") && CommandNames.isSetting(words.get(i).substring(2))) {
          words.set(i, words.get(i).substring(2));
          splitValue(words, i);
        }
      }
    } else if (!CommandNames.has("config " + word) && !names("config").containsKey(word)) {
      words.add(first, wordAt(words, first + 1) >= 0 ? "set" : "get");
    }
  }

  private static void splitValue(List<String> words, int at) {
    var equals = words.get(at).indexOf('=');
    if (equals > 0) {
      words.add(at + 1, words.get(at).substring(equals + 1));
      words.set(at, words.get(at).substring(0, equals));
    }
  }

  private static void renameInGroup(List<String> words, int at) {
    var group = words.get(at);
    var sub = wordAt(words, at + 1);
    var ownOption =
        words.subList(at + 1, sub < 0 ? words.size() : sub).stream()
            .anyMatch(word -> isOption(word) && !isShared(word));
    if (!ownOption && sub >= 0) {
      words.set(sub, names(group).getOrDefault(words.get(sub), words.get(sub)));
      if (group.equals("queue") && words.get(sub).equals("show") && isBare(words, sub)) {
        words.set(sub, "list");
      }
      words.add(at + 1, words.remove(sub));
    } else if (ownOption || !group.equals("worker") && words.stream().noneMatch(HELP::contains)) {
      words.add(at + 1, USUAL.get(group));
    }
  }

  private static boolean isBare(List<String> words, int at) {
    return wordAt(words, at + 1) < 0 && words.stream().noneMatch(HELP::contains);
  }

  /// The other names of the commands of a group; of the commands themselves for the empty name.
  public static Set<String> aliases(String group) {
    if (!group.isEmpty()) {
      return names(group).keySet();
    }
    var all = new HashSet<>(COMMANDS.keySet());
    CommandNames.ALL.stream()
        .filter(name -> name.contains(" "))
        .map(name -> name.replace(' ', '-'))
        .forEach(all::add);
    return all;
  }

  /// Whether a word at the beginning means a command.
  public static boolean knows(String word) {
    var name = word.replace('_', '-');
    return COMMANDS.containsKey(name)
        || CommandNames.has(name)
        || apart(name).size() > 1
        || word.startsWith("{");
  }

  /// Whether a word means a command of that group.
  public static boolean knows(String group, String word) {
    return CommandNames.has(group + " " + word) || names(group).containsKey(word);
  }

  private static Map<String, String> names(String group) {
    return SUBCOMMANDS.getOrDefault(group, Map.of());
  }

  private static boolean isShared(String option) {
    return CommandNames.SHARED_OPTIONS.contains(option.replaceFirst("=.*", ""));
  }

  /// Where the next word stands that is neither an option nor the value of `--db`; -1 if nowhere.
  public static int wordAt(List<String> words, int from) {
    for (var i = from; i < words.size(); i++) {
      if (words.get(i).equals("--db")) {
        i++;
      } else if (!isOption(words.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /// `-` and a negative number are none.
  private static boolean isOption(String word) {
    return word.length() > 1 && word.startsWith("-") && !Character.isDigit(word.charAt(1));
  }
}
