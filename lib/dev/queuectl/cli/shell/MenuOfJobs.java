package dev.queuectl.cli.shell;

import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.cli.console.Console;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.StateWords;
import dev.queuectl.store.JobQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The entries of the menu that add and list jobs.
final class MenuOfJobs {
  private final MenuScreen screen;
  private final Console console;
  private final Function<Setting, String> settings;

  MenuOfJobs(MenuScreen screen, Console console, Function<Setting, String> settings) {
    this.screen = screen;
    this.console = console;
    this.settings = settings;
  }

  void add() {
    var words = new ArrayList<>(List.of("enqueue"));
    screen.print("A new job. Enter alone takes what is in [ ]; q goes back.");
    var command = screen.ask("Command", "", checked(JobField.COMMAND));
    option(words, "--id", "Id", "generated", checked(JobField.ID));
    option(
        words,
        "--priority",
        "Priority",
        settings.apply(Setting.PRIORITY),
        checked(JobField.PRIORITY));
    if (screen.agree("More: queue, start, timeout, retries?")) {
      option(words, "--queue", "Queue", NewJob.DEFAULT_QUEUE, checked(JobField.QUEUE));
      option(
          words,
          "--run-at",
          "Start (+10m, 18:30, tomorrow 09:00)",
          "now",
          checked(JobField.RUN_AT));
      option(
          words,
          "--timeout",
          "Timeout (90s, 10m; 0 for none)",
          settings.apply(Setting.TIMEOUT),
          checked(JobField.TIMEOUT));
      option(
          words,
          "--max-retries",
          "Attempts in all if it fails",
          settings.apply(Setting.MAX_RETRIES),
          checked(JobField.MAX_RETRIES));
    }
    // Such a word alone would be an option, or a job in JSON.
    words.add((command.matches("(?s)[-@{\\['].*") ? "--command=" : "") + command);
    screen.run(words);
  }

  private void option(
      List<String> words,
      String option,
      String what,
      String otherwise,
      UnaryOperator<String> check) {
    var answer = screen.ask(what, otherwise, check);
    if (!answer.equals(otherwise)) {
      words.addAll(List.of(option, answer));
    }
  }

  /// Checks one field as `enqueue` will, in a job that is never added.
  private UnaryOperator<String> checked(JobField field) {
    return text -> {
      var other = field == JobField.COMMAND ? JobField.ID : JobField.COMMAND;
      new JobDraft().put(field, text).put(other, "a").toJob(defaults());
      return text;
    };
  }

  private JobDefaults defaults() {
    return JobDefaults.of(
        console.clock().instant(), console.zone(), console.cwd(), new Settings(Map.of()));
  }

  void list() {
    var words = new ArrayList<>(List.of("list"));
    option(words, "--state", "State", "all", StateWords::word);
    option(words, "--sort", "Order (newest, oldest, priority)", "newest", MenuOfJobs::order);
    var limit = screen.ask("How many", "15", text -> Integer.toString(limit(text)));
    words.addAll(List.of("--limit", limit));
    screen.run(words);
  }

  private static String order(String text) {
    return JobQuery.Sort.of(text).name().toLowerCase(Locale.ROOT);
  }

  private static int limit(String text) {
    return Numbers.whole("the number", text, 1, 1000);
  }
}
