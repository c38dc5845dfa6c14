package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.LostQuotes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The other names that commands have: those of the family of tools, and short ones. Pure.
public final class OtherNames {
  private static final Map<String, List<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("ls", List.of("list")),
          Map.entry("jobs", List.of("list")),
          Map.entry("info", List.of("show")),
          Map.entry("inspect", List.of("show")),
          Map.entry("job", List.of("show")),
          Map.entry("get", List.of("show")),
          Map.entry("log", List.of("logs")),
          Map.entry("output", List.of("logs")),
          Map.entry("grep", List.of("search")),
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
          Map.entry("add", List.of("enqueue", "--id-first")),
          Map.entry("man", List.of("help", "--man")),
          Map.entry("--version", List.of("version")),
          Map.entry("web", List.of("dashboard")),
          Map.entry("ui", List.of("dashboard")),
          Map.entry("queues", List.of("queue", "list")),
          Map.entry("cron", List.of("schedule")),
          Map.entry("schedules", List.of("schedule", "list")),
          Map.entry("workers", List.of("worker", "status")));

  private static final Map<String, Map<String, String>> SUBCOMMANDS =
      Map.of(
          "dlq",
              Map.of(
                  "ls", "list", "info", "show", "remove", "delete", "rm", "delete", "purge",
                  "clear", "stats", "analyze", "analyse", "analyze", "groups", "analyze"),
          "config", Map.of("show", "list", "ls", "list", "unset", "reset"),
          "dashboard", Map.of("tokens", "token", "sessions", "session", "login", "link"),
          "dashboard token",
              Map.of("ls", "list", "create", "add", "remove", "revoke", "rm", "revoke"),
          "dashboard session", Map.of("ls", "list", "stop", "end", "revoke", "end"),
          "queue", Map.of("ls", "list", "info", "show", "status", "show", "unpause", "resume"),
          "schedule",
              Map.of(
                  "ls", "list", "info", "show", "create", "add", "rm", "remove", "delete", "remove",
                  "unpause", "resume", "trigger", "run", "update", "edit"),
          "service", Map.of("remove", "uninstall", "rm", "uninstall", "show", "status"),
          "worker", Map.of("list", "status", "ls", "status", "resize", "scale"));

  /// What a group does when only its options are given.
  private static final Map<String, String> USUAL =
      Map.of(
          "dlq",
          "list",
          "queue",
          "list",
          "schedule",
          "list",
          "config",
          "list",
          "worker",
          "start",
          "dashboard",
          "start",
          "dashboard token",
          "list",
          "dashboard session",
          "list",
          "service",
          "status");

  /// What some of the family have below `job`.
  private static final Set<String> BELOW_JOB =
      Set.of(
          "enqueue", "add", "list", "ls", "show", "inspect", "status", "logs", "cancel", "retry",
          "delete", "remove", "rm");

  /// The parts of `test`, each of which is a command, too: `test_worker`.
  private static final Set<String> TEST_PARTS =
      Set.of(
          "deliverables",
          "bonus-features",
          "all",
          "worker",
          "enqueue",
          "list",
          "status",
          "config",
          "dlq",
          "metrics",
          "dashboard");

  private OtherNames() {}

  /// The documented words of a command's name, with `-` for `_`.
  static List<String> documented(String name) {
    return COMMANDS.getOrDefault(name, apart(name));
  }

  /// The documented name of a command of a group.
  static String documented(String group, String name) {
    return names(group).getOrDefault(name, name);
  }

  /// What a group does when only its options are given.
  static String usual(String group) {
    return Objects.requireNonNull(USUAL.get(group));
  }

  /// Whether `job NAME` is what others call the command `NAME`.
  static boolean isBelowJob(String name) {
    return BELOW_JOB.contains(name);
  }

  /// `dlq-list` as `dlq list`, and so every command of a group; and `test-worker` as `test worker`.
  private static List<String> apart(String name) {
    if (CommandNames.has(name.replace('-', ' '))) {
      return List.of(name.split("-"));
    }
    var parts = List.of(name.split("-", 2));
    var isPart = parts.getFirst().equals("test") && TEST_PARTS.contains(parts.getLast());
    return parts.size() > 1 && (isPart || knows(parts.getFirst(), parts.getLast()))
        ? parts
        : List.of(name);
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
        || LostQuotes.isJson(word);
  }

  /// Whether a word means a command of that group.
  public static boolean knows(String group, String word) {
    return CommandNames.has(group + " " + word) || names(group).containsKey(word);
  }

  private static Map<String, String> names(String group) {
    return SUBCOMMANDS.getOrDefault(group, Map.of());
  }
}
