package dev.queuectl.cli.shell;

import dev.queuectl.cli.syntax.Aliases;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What runs on in the background when it is started at the prompt, so that the prompt comes back.
final class InBackground {
  private static final Set<String> DETACHING = Set.of("--detach", "--daemon", "--background", "-d");
  private static final Set<String> HELP = Set.of("-h", "--help");

  private static final Set<String> GROUPS = Set.of("worker", "dashboard");

  private InBackground() {}

  /// The documented words of a command at the prompt.
  ///
  /// @param workerId that of the worker, if it starts one
  static List<String> words(List<String> typed, String workerId) {
    var words = Aliases.documented(typed.toArray(String[]::new));
    var at = Aliases.wordAt(words, 0);
    if (at < 0 || words.stream().anyMatch(HELP::contains)) {
      return words;
    }
    var group = words.get(at);
    var sub = at + 1 < words.size() ? words.get(at + 1) : "";
    return GROUPS.contains(group) && sub.equals("start")
        ? detached(words, at + 1, group.equals("worker") ? workerId : "")
        : words;
  }

  private static List<String> detached(List<String> words, int at, String workerId) {
    var all = new ArrayList<>(words);
    if (words.stream().noneMatch(DETACHING::contains)) {
      all.add(at + 1, "--detach");
    }
    if (!workerId.isEmpty() && !words.contains("--worker-id")) {
      all.addAll(at + 1, List.of("--worker-id", workerId, "--line-kinds"));
    }
    return all;
  }

  /// Whether the words, as [#words] made them, start that worker.
  static boolean starts(List<String> words, String workerId) {
    return words.contains("--worker-id") && words.contains(workerId);
  }
}
