package dev.queuectl.cli.shell;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobFilter;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.cli.access.ListOrder;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.console.Console;
import dev.queuectl.report.FilterReader;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.StateWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The entries of the menu that add and list jobs.
final class MenuOfJobs {
  private static final String ALL = "all";

  private final MenuScreen screen;
  private final Console console;
  private final QuickRead quickRead;
  private final Function<Setting, String> settings;

  MenuOfJobs(
      MenuScreen screen, Console console, QuickRead quickRead, Function<Setting, String> settings) {
    this.screen = screen;
    this.console = console;
    this.quickRead = quickRead;
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
    var state = screen.ask("State", ALL, StateWords::word);
    if (!state.equals(ALL)) {
      words.addAll(List.of("--state", state));
    }
    var order =
        screen.ask(
            "Order (newest, oldest, priority, due)",
            ListOrder.NEWEST.word(),
            text -> ListOrder.of(text).word());
    if (!order.equals(ListOrder.NEWEST.word())) {
      words.addAll(List.of("--sort", order));
    }
    var limit = screen.ask("How many at a time", "15", text -> Integer.toString(limit(text)));
    words.addAll(List.of("--limit", limit));
    pages(words, filter(state), ListOrder.of(order), limit(limit));
  }

  private JobFilter filter(String state) {
    return new FilterReader(word -> word, console.clock().instant(), console.zone())
        .read(word -> word.equals("state") && !state.equals(ALL) ? state : null);
  }

  /// Page by page: each is a command that one could type.
  private void pages(List<String> words, JobFilter filter, ListOrder order, int limit) {
    var page = words;
    var last = lastOf(null, filter, order, limit);
    while (last.isPresent()) {
      screen.show(page);
      screen.ask("Enter for the next page, q to go back", "next", text -> text);
      page = new ArrayList<>(words);
      page.addAll(List.of("--after", last.get().id()));
      last = lastOf(last.get(), filter, order, limit);
    }
    screen.run(page);
  }

  /// The last job of a page, if there is one after it.
  ///
  /// @param before the last of the page before; null for the first page
  private Optional<Job> lastOf(@Nullable Job before, JobFilter filter, ListOrder order, int limit) {
    var jobs =
        quickRead.at(
            store -> order.list(store.jobs(), filter, before, limit + 1L).toList(), List.<Job>of());
    return jobs.size() > limit ? Optional.of(jobs.get(limit - 1)) : Optional.empty();
  }

  private static int limit(String text) {
    return Numbers.whole("the number", text, 1, 1000);
  }
}
