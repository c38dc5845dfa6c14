package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.Wait;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.FilterReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
              + "failed, dead, cancelled; or what a pending or failed one waits for: ready (for a "
              + "slot), scheduled, retrying, held, blocked (by other jobs).")
  List<String> states = List.of();

  @Option(names = "--ready", description = "Only jobs that wait for nothing but a free slot.")
  boolean ready;

  @Option(names = "--scheduled", description = "Only jobs that wait for the time they are to run.")
  boolean scheduled;

  @Option(names = "--retrying", description = "Only failed jobs that wait for their next attempt.")
  boolean retrying;

  @Option(names = "--held", description = "Only jobs that wait to be released.")
  boolean held;

  @Option(names = "--blocked", description = "Only jobs that wait for others.")
  boolean blocked;

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

  @Option(
      names = "--cause",
      paramLabel = "GROUP",
      description = "Only dead jobs of this group, as dlq analyze names it: 4k7t2m8x.")
  @Nullable String cause;

  /// The queue asked for; null means any.
  abstract @Nullable String queue();

  /// The name of the option for it.
  abstract String queueOption();

  /// The key asked for; null means any, or none.
  @Nullable String unique() {
    return null;
  }

  private Set<Wait> waits() {
    var waits = EnumSet.noneOf(Wait.class);
    for (var wait : Wait.values()) {
      var isGiven =
          switch (wait) {
            case READY -> ready;
            case SCHEDULED -> scheduled;
            case RETRYING -> retrying;
            case HELD -> held;
            case BLOCKED -> blocked;
          };
      if (isGiven) {
        waits.add(wait);
      }
    }
    return waits;
  }

  /// Whether they say nothing but states.
  boolean isOnlyOfState() {
    return waits().isEmpty()
        && queue() == null
        && text == null
        && since == null
        && until == null
        && unique() == null;
  }

  /// Whether they say anything.
  boolean isGiven() {
    return !states.isEmpty()
        || !waits().isEmpty()
        || queue() != null
        || text != null
        || since != null
        || until != null
        || cause != null
        || unique() != null;
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
    var filter =
        new FilterReader(this::option, context.now(), context.console().zone()).read(this::value);
    var waits = waits();
    return waits.isEmpty() ? filter : filter.waitingFor(waits, context.now());
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
      return action.meant(filter);
    }
    var suiting = filter.statesFor(action::suits);
    filter.askedStates().stream()
        .filter(state -> !action.suits(state) && (filter.isWhole(state) || suiting.isEmpty()))
        .findFirst()
        .ifPresent(state -> refuse(action, filter, state));
    return filter.in(suiting);
  }

  private static void refuse(JobAction action, JobFilter filter, JobState state) {
    throw new QueueException.Invalid(
        "%s jobs cannot be %s".formatted(word(filter, state), action.done()),
        action.word().equals(JobVerb.REMOVE.word())
            ? "Cancel them first."
            : "Leave %s out of --state.".formatted(state.word()));
  }

  /// What is asked for of the jobs in that state: `failed`, or `retrying`.
  private static String word(JobFilter filter, JobState state) {
    var waits = filter.waits();
    return waits == null || filter.isWhole(state)
        ? state.word()
        : waits.of(state).stream().sorted().map(Wait::word).collect(Collectors.joining(", "));
  }

  private @Nullable String value(String word) {
    return switch (word) {
      case "state" -> states.isEmpty() ? null : String.join(",", states);
      case "queue" -> queue();
      case "text" -> text;
      case "since" -> since;
      case "until" -> until;
      case "cause" -> cause;
      case "unique" -> unique();
      default -> null;
    };
  }

  /// For a question, for example `all dead jobs of the queue mail`.
  String phrase(JobFilter filter) {
    return "all %s jobs%s%s%s%s%s%s"
        .formatted(
            filter.askedStates().stream()
                .map(state -> word(filter, state))
                .distinct()
                .collect(Collectors.joining(", ")),
            filter.cause() == null ? "" : " of group " + filter.cause(),
            unique() == null ? "" : " of the key " + unique(),
            queue() == null ? "" : " of the queue " + queue(),
            text == null ? "" : " with \"" + text + "\"",
            since == null ? "" : " enqueued since " + since,
            until == null ? "" : (since == null ? " enqueued" : " and") + " before " + until);
  }
}
