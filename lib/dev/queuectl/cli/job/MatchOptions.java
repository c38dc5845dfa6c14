package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.FilterReader;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which jobs are meant: the options that lists and what is done to many share, but for the queue,
/// which `edit` calls otherwise.
abstract sealed class MatchOptions permits FilterOptions, EditFilter {
  @Option(
      names = {"-s", "--state", "--status"},
      paramLabel = "STATE",
      split = ",",
      description =
          "Only jobs in this state, or in one of several: pending, processing, completed, "
              + "failed, dead, cancelled.")
  List<String> states = List.of();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only jobs whose id, command or error contains this, ignoring case.")
  @Nullable String text;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only jobs enqueued at or after this time: 2h (ago), 2026-01-31, \"2026-01-31 "
              + "09:00\", 09:00 (the last one), yesterday.")
  @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only jobs enqueued before this time; written as for --since.")
  @Nullable String until;

  /// The queue asked for; null means any.
  abstract @Nullable String queue();

  /// The name of the option for it.
  abstract String queueOption();

  private boolean isGiven() {
    return !states.isEmpty() || queue() != null || text != null || since != null || until != null;
  }

  /// Whether the command is about all jobs that match, and not about some by their ids.
  ///
  /// @param other whether an option of the command's own says so, too
  /// @throws QueueException.Invalid if neither or both are given
  boolean isInsteadOf(List<String> ids, boolean other, String verb) {
    var isFilter = isGiven() || other;
    if (ids.isEmpty() != isFilter) {
      throw new QueueException.Invalid(
          "give either ids or options such as --state to say which jobs to " + verb,
          "See queuectl %s --help.".formatted(verb));
    }
    return isFilter;
  }

  /// @throws QueueException.Invalid
  public JobFilter read(CommandContext context) {
    return new FilterReader(this::option, context.now(), context.console().zone().get())
        .read(this::value);
  }

  private String option(String word) {
    return word.equals("queue") ? queueOption() : "--" + word;
  }

  /// The same, for something that is to be done.
  ///
  /// @throws QueueException.Invalid also if it cannot be done to jobs in a state that is given
  JobFilter read(CommandContext context, JobAction action) {
    var filter = read(context);
    if (filter.states().isEmpty()) {
      return filter.in(action.usualStates());
    }
    filter.askedStates().stream()
        .filter(state -> !action.suits(state))
        .findFirst()
        .ifPresent(state -> refuse(action, state));
    return filter;
  }

  private static void refuse(JobAction action, JobState state) {
    throw new QueueException.Invalid(
        "%s jobs cannot be %s".formatted(state.word(), action.done()),
        action.word().equals(JobVerb.REMOVE.word())
            ? "Cancel them first."
            : "Leave %s out of --state.".formatted(state.word()));
  }

  private @Nullable String value(String word) {
    return switch (word) {
      case "state" -> states.isEmpty() ? null : String.join(",", states);
      case "queue" -> queue();
      case "text" -> text;
      case "since" -> since;
      case "until" -> until;
      default -> null;
    };
  }

  /// For a question, for example `all dead jobs of the queue mail`.
  String phrase(JobFilter filter) {
    return "all %s jobs%s%s%s%s"
        .formatted(
            filter.askedStates().stream().map(JobState::word).collect(Collectors.joining(", ")),
            queue() == null ? "" : " of the queue " + queue(),
            text == null ? "" : " with \"" + text + "\"",
            since == null ? "" : " enqueued since " + since,
            until == null ? "" : (since == null ? " enqueued" : " and") + " before " + until);
  }
}
