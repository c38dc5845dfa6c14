package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.action.Changed;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Confirmation;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.store.JobRef;
import jakarta.inject.Singleton;
import java.util.Iterator;

/// Does the same to many jobs, and says to how many.
@Singleton
public final class BulkChange {
  private final CommandContext context;
  private final Confirmation confirmation;

  BulkChange(CommandContext context, Confirmation confirmation) {
    this.context = context;
    this.confirmation = confirmation;
  }

  /// The jobs to act on.
  ///
  /// @throws dev.queuectl.QueueException.Invalid
  JobFilter filter(FilterOptions options, JobVerb verb) {
    return options.read(context, verb);
  }

  /// Does it to all jobs it is meant for.
  ///
  /// @return the exit code
  public int apply(JobAction.Verb action) {
    return print(action.verb(), context.access().actions().changeAll(action, Long.MAX_VALUE));
  }

  /// Does it to those of these jobs for which it is possible.
  ///
  /// @return the exit code
  public int apply(JobAction.Verb action, Iterator<? extends JobRef> jobs) {
    return print(action.verb(), context.access().actions().changeAll(action, jobs, Long.MAX_VALUE));
  }

  /// Does it to all jobs it is meant for, once that is confirmed.
  ///
  /// @param what it does, for the question
  /// @return the exit code
  public int confirmed(JobAction.Verb action, String what, boolean confirmed) {
    var done = action.verb().done();
    if (!confirmed && !confirmation.ask(what, done)) {
      context.printer().note("nothing was " + done + ".");
      return Failures.FAILED;
    }
    return apply(action);
  }

  private int print(JobVerb verb, Changed changed) {
    context
        .printer()
        .result(
            "%s %s.".formatted(verb.capitalDone(), Numbers.counted(changed.jobs(), "job")),
            json -> json.field(verb.done(), changed.jobs()));
    if (changed.toCome() > 0) {
      note(verb, changed.toCome());
    }
    return 0;
  }

  private void note(JobVerb verb, long count) {
    context
        .printer()
        .note(
            verb == JobVerb.CANCEL
                ? Numbers.counted(
                    count,
                    "of them is running; its worker will cancel it.",
                    "of them are running; their workers will cancel them.")
                : Numbers.counted(count, "of them is", "of them are")
                    + " still held; queuectl release lets them run.");
  }
}
