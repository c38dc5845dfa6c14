package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.action.Changed;
import dev.queuectl.action.Matching;
import dev.queuectl.action.Untouched;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.console.Confirmation;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.store.JobQuery.Sort;
import jakarta.inject.Singleton;

/// Does the same to many jobs, and says to how many.
@Singleton
public final class BulkChange {
  private final CommandContext context;
  private final KnownQueues queues;
  private final Confirmation confirmation;

  BulkChange(CommandContext context, KnownQueues queues, Confirmation confirmation) {
    this.context = context;
    this.queues = queues;
    this.confirmation = confirmation;
  }

  /// Does it to all jobs that options say it is meant for, once that is confirmed.
  ///
  /// @return the exit code
  /// @throws dev.queuectl.QueueException.Invalid
  int confirmed(JobAction action, MatchOptions options, boolean yes) {
    var filter = options.read(context, action);
    return confirmed(action.on(filter), options.phrase(filter), yes);
  }

  CommandContext context() {
    return context;
  }

  /// Does it to all jobs it is meant for.
  ///
  /// @return the exit code
  public int apply(JobAction action) {
    var changed = context.access().actions().changeAll(action, Long.MAX_VALUE);
    var code = print(action, changed);
    if (changed.jobs() == 0 && changed.hindered() == 0) {
      noteUntouched(action);
    }
    return code;
  }

  /// Does it to all jobs it is meant for, once that is confirmed: whoever is asked learns how many
  /// they are. Where there are none, there is nothing to ask.
  ///
  /// @param which jobs, for the question: `all dead jobs`
  /// @return the exit code
  public int confirmed(JobAction action, String which, boolean yes) {
    if (!yes && !isConfirmed(action, which)) {
      context.printer().note("nothing was " + action.done() + ".");
      return Failures.FAILED;
    }
    return apply(action);
  }

  private boolean isConfirmed(JobAction action, String which) {
    var found = Matching.of(context.open(), action.only(), action::suits, Sort.NEWEST);
    return found.number() == 0 && !found.more()
        || confirmation.ask(question(action, which, found), action.done());
  }

  private static String question(JobAction action, String which, Matching found) {
    var word = action.word();
    return "%s%s %s%s%s (%s)"
        .formatted(
            Character.toUpperCase(word.charAt(0)),
            word.substring(1),
            found.more() ? "at least " : "",
            Numbers.counted(found.number(), "job"),
            word.equals(JobVerb.REMOVE.word())
                ? found.number() == 1 ? " with its output" : " with their output"
                : "",
            which);
  }

  private int print(JobAction action, Changed changed) {
    var done = action.done();
    context
        .printer()
        .result(
            "%s%s %s."
                .formatted(
                    Character.toUpperCase(done.charAt(0)),
                    done.substring(1),
                    Numbers.counted(changed.jobs(), "job")),
            json -> json.field(done, changed.jobs()));
    if (changed.others() > 0) {
      context.printer().note(note(action, changed.others()));
    }
    if (changed.hindered() > 0) {
      context
          .printer()
          .note(
              Numbers.counted(
                  changed.hindered(),
                  "job was left as it is: another job holds its key.",
                  "jobs were left as they are: other jobs hold their keys."));
    }
    return 0;
  }

  /// Says why nothing was changed, unless there was nothing to say which jobs, and how to reach the
  /// jobs that were left out.
  private void noteUntouched(JobAction action) {
    if (!context.printer().talkative() || action.only().isAll()) {
      return;
    }
    var untouched = Untouched.of(context.open(), action);
    var missing = queues.missing(action.only().queue());
    var possible = untouched.possible(action).stream().map(JobState::word).toList();
    var advice =
        possible.isEmpty()
            ? ""
            : " Add --state %s to %s them.".formatted(String.join(",", possible), action.word());
    context.printer().note(missing.orElseGet(() -> untouched.clause() + "." + advice));
  }

  private static String note(JobAction action, long count) {
    return switch (action) {
      case JobAction.Edit _ ->
          Numbers.counted(
              count,
              "of them is dead now, with no attempts left.",
              "of them are dead now, with no attempts left.");
      case JobAction.Verb(var verb, _, _) when verb == JobVerb.CANCEL ->
          Numbers.counted(
              count,
              "of them is running; its worker will cancel it.",
              "of them are running; their workers will cancel them.");
      case JobAction.Verb _ ->
          Numbers.counted(count, "of them is", "of them are")
              + " still held; queuectl release lets them run.";
    };
  }
}
