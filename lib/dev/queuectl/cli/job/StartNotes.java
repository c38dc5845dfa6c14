package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.Wait;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Says to whoever follows a job why it does not start, each reason once: at once what somebody has
/// ordered, after a moment what will not pass soon, and to a person everything else.
final class StartNotes {
  /// How many calls pass between two looks.
  private static final int CALLS = 20;

  private final CommandContext context;
  private final JobPrinter words;
  private final Predicate<Reason> wanted;
  private final Set<Object> said = new HashSet<>();
  private int calls;

  /// @param wanted the reasons that are to be said; others are said elsewhere
  StartNotes(CommandContext context, JobPrinter words, Predicate<Reason> wanted) {
    this.context = context;
    this.words = words;
    this.wanted = wanted;
  }

  /// To be called often.
  void look(Job job) {
    var isFirst = calls == 0;
    if (calls++ % CALLS != 0 || Wait.of(job, context.now()).isEmpty()) {
      return;
    }
    words.why(job).stream()
        .filter(wanted)
        .filter(reason -> isTime(reason, isFirst))
        .filter(reason -> said.add(key(reason)))
        .forEach(reason -> context.printer().note("the job is waiting. " + words.words(reason)));
  }

  private boolean isTime(Reason reason, boolean isFirst) {
    var lasts = reason.lasts(context.now());
    return switch (reason) {
      case Reason.SlotFree _ -> false;
      case Reason.Held _, Reason.QueuePaused _, Reason.Scheduled _, Reason.Snoozed _ when lasts ->
          true;
      default -> !isFirst && (lasts || context.console().errTerminal());
    };
  }

  /// Each retry is news.
  private static Object key(Reason reason) {
    return reason instanceof Reason.RetryDue retry ? retry.attempts() : reason.getClass();
  }
}
