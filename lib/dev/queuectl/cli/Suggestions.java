package dev.queuectl.cli;

import dev.queuectl.report.Printable;
import dev.queuectl.Backoff;
import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.Store;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a value on the command line could be, by the label that the help gives it: jobs, workers
/// and queues that there are, states, keys, files.
@Singleton
final class Suggestions {
  private static final int MOST = 50;
  private static final int COMMAND_COLUMNS = 40;

  private final Glance glance;
  private final Console console;

  Suggestions(Glance glance, Console console) {
    this.glance = glance;
    this.console = console;
  }

  /// @param label `ID`, `STATE` and so on
  /// @param command the documented name of the command it belongs to, such as `dlq retry`
  /// @param typed what it begins with
  List<Suggestion> of(String label, String command, String typed) {
    return switch (label) {
      case "STATE" -> Arrays.stream(JobState.values()).map(s -> Suggestion.of(s.word())).toList();
      case "KIND" -> Arrays.stream(Backoff.values()).map(b -> Suggestion.of(b.word())).toList();
      case "ORDER" ->
          Arrays.stream(JobQuery.Sort.values())
              .map(sort -> Suggestion.of(sort.name().toLowerCase(Locale.ROOT)))
              .toList();
      case "TOOL" -> Stream.of("tsp", "parallel", "pueue").map(Suggestion::of).toList();
      case "KEY" ->
          Arrays.stream(Setting.values())
              .map(setting -> new Suggestion(setting.key(), setting.meaning()))
              .toList();
      case "NAME" -> glance.at(Suggestions::queues, List.of());
      case "ID" -> ids(command, typed);
      case "FILE", "DIR" -> PathSuggestions.of(console, typed, label.equals("DIR"));
      default -> List.of();
    };
  }

  private static List<Suggestion> queues(Store store) {
    return store.queues().list().stream().map(queue -> Suggestion.of(queue.name())).toList();
  }

  private List<Suggestion> ids(String command, String typed) {
    if (command.startsWith("worker ")) {
      return glance.at(Suggestions::workers, List.of());
    }
    return switch (command) {
      case "enqueue", "run" -> List.of(); // a new job's
      case "cancel" -> jobs(typed, JobState.PENDING, JobState.PROCESSING, JobState.FAILED);
      case "hold", "release" -> jobs(typed, JobState.PENDING, JobState.FAILED);
      default ->
          command.startsWith("dlq ") ? jobs(typed, JobState.DEAD) : jobs(typed, JobState.values());
    };
  }

  private static List<Suggestion> workers(Store store) {
    return store.workers().workers().stream()
        .map(worker -> new Suggestion(worker.id(), "pid " + worker.process().pid()))
        .toList();
  }

  private List<Suggestion> jobs(String typed, JobState... states) {
    return glance.at(
        store ->
            store.jobs().list(JobQuery.newest(MOST, states)).stream()
                .filter(job -> job.id().startsWith(typed))
                .map(Suggestions::suggestion)
                .toList(),
        List.of());
  }

  private static Suggestion suggestion(Job job) {
    var command = Printable.line(job.command());
    var shown =
        command.length() > COMMAND_COLUMNS
            ? command.substring(0, COMMAND_COLUMNS - 3) + "..."
            : command;
    return new Suggestion(job.id(), job.state().word() + "  " + shown);
  }
}
