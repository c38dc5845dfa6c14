package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.LostQuotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Turns every accepted form of a command line into the documented one, so that commands know only
/// that. Pure.
public final class Aliases {
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
    var below = wordAt(words, at);
    if (name.equals("job") && below >= 0 && OtherNames.isBelowJob(words.get(below))) {
      rename(words, below);
      return;
    }
    words.addAll(at, OtherNames.documented(name));
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
      case "worker" -> {
        renameInGroup(words, at);
        renameFamilyOptions(words, at);
      }
      case "logs" -> {
        if (words.remove("--search")) {
          words.set(at, "search");
        }
      }
      case "schedule" -> {
        renameInGroup(words, at);
        if (at + 1 < words.size()
            && words.get(at + 1).equals("list")
            && words.stream().anyMatch(Aliases::isCron)) {
          words.set(at + 1, "add");
        }
      }
      case "dlq", "queue", "dashboard", "service" -> renameInGroup(words, at);
      default -> {
        // Documented already.
      }
    }
  }

  /// `schedule --command CMD --cron EXPR`
  private static boolean isCron(String word) {
    return word.equals("--cron") || word.startsWith("--cron=");
  }

  /// `worker start --poll-interval 2`: what is a setting of the queue here is an option of a worker
  /// elsewhere.
  private static void renameFamilyOptions(List<String> words, int at) {
    if (at + 1 >= words.size() || !words.get(at + 1).equals("start")) {
      return;
    }
    for (var i = at + 2; i < words.size(); i++) {
      var word = words.get(i);
      var name = word.replaceFirst("^--", "").replaceFirst("=.*", "");
      if (word.startsWith("--") && CommandNames.isWorkerCount(name)) {
        words.set(i, "--count" + word.substring(2 + name.length()));
      } else if (word.startsWith("--") && CommandNames.isSetting(name)) {
        words.set(i, "--family-option");
        words.add(++i, word.substring(2));
        if (word.indexOf('=') < 0 && i + 1 < words.size()) {
          words.set(i, word.substring(2) + "=" + words.remove(i + 1));
        }
      }
    }
  }

  /// `config K V`, `config K` and `config K=V`, and `config set --K V`.
  private static void renameConfig(List<String> words, int at) {
    var first = wordAt(words, at + 1);
    if (at + 1 < words.size()
        && words.get(at + 1).startsWith("--")
        && CommandNames.isSetting(words.get(at + 1).substring(2))) {
      first = at + 1;
      words.add(first, "set");
    }
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
    } else if (!OtherNames.knows("config", word)) {
      var isValue = word.indexOf('=') > 0 || wordAt(words, first + 1) >= 0;
      words.add(first, isValue ? "set" : "get");
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
    if (at + 1 < words.size()
        && OtherNames.knows(group, words.get(at + 1).replaceFirst("^--(?=.)", ""))) {
      words.set(at + 1, words.get(at + 1).replaceFirst("^--", "")); // `worker --start --count 2`
    }
    var sub = wordAt(words, at + 1);
    var ownOption =
        words.subList(at + 1, sub < 0 ? words.size() : sub).stream()
            .anyMatch(word -> isOption(word) && !isShared(word));
    if (!ownOption && sub >= 0) {
      words.set(sub, OtherNames.documented(group, words.get(sub)));
      if (group.equals("queue") && words.get(sub).equals("show") && isBare(words, sub)) {
        words.set(sub, "list");
      }
      words.add(at + 1, words.remove(sub));
      if (CommandNames.isGroup(group + " " + words.get(at + 1))) {
        renameBelow(words, at + 1, group + " " + words.get(at + 1));
      }
    } else if (ownOption || !group.equals("worker") && words.stream().noneMatch(HELP::contains)) {
      words.add(at + 1, OtherNames.usual(group));
    }
  }

  /// A group in a group: `dashboard token` lists them.
  private static void renameBelow(List<String> words, int at, String group) {
    var sub = wordAt(words, at + 1);
    if (sub >= 0) {
      words.add(at + 1, OtherNames.documented(group, words.remove(sub)));
    } else if (words.stream().noneMatch(HELP::contains)) {
      words.add(at + 1, OtherNames.usual(group));
    }
  }

  private static boolean isBare(List<String> words, int at) {
    return wordAt(words, at + 1) < 0 && words.stream().noneMatch(HELP::contains);
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
