package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.Reason;
import dev.queuectl.report.ReasonText;
import dev.queuectl.report.Why;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Says what is waited for: to a person at once, and to everybody when none of it will begin soon
/// unless somebody does something, since the waiting may then never end.
final class WaitNotes {
  /// More are not looked at.
  static final int MOST = 1000;

  /// So many are named, more are counted.
  private static final int NAMED = 3;

  /// How many calls pass between two looks.
  private static final int CALLS = 40;

  private final CommandContext context;
  private final JobPrinter words;
  private final Optional<String> parent;
  private final String hint;
  private Set<Class<?>> said = Set.of();
  private int calls;

  /// @param parent the id of the job that this command runs in
  /// @param hint how not to wait for jobs that are held or scheduled, in a sentence; or empty
  WaitNotes(CommandContext context, JobPrinter words, Optional<String> parent, String hint) {
    this.context = context;
    this.words = words;
    this.parent = parent;
    this.hint = hint;
  }

  /// To be called often.
  ///
  /// @param unfinished the first of the jobs that are waited for, at most one more than [#MOST]
  void look(Supplier<List<Job>> unfinished) {
    var isFirst = calls == 0;
    if (calls++ % CALLS == 0 && (!isFirst || context.console().errTerminal())) {
      say(unfinished.get(), isFirst);
    }
  }

  private void say(List<Job> jobs, boolean isFirst) {
    var reasons = reasons(jobs);
    var standStill = reasons.stream().allMatch(reason -> reason.lasts(context.now()));
    Set<Class<?>> kinds = reasons.stream().map(Object::getClass).collect(Collectors.toSet());
    if (!jobs.isEmpty() && (isFirst || standStill) && !kinds.equals(said)) {
      said = kinds;
      if (jobs.size() <= NAMED) {
        nameEach(jobs, reasons);
      } else {
        note("waiting for %s.%s".formatted(counted(jobs, reasons, "job", "jobs"), help(reasons)));
      }
      if (standStill && !hint.isEmpty() && reasons.stream().anyMatch(WaitNotes::isLeftOut)) {
        note(hint);
      }
    }
  }

  private void nameEach(List<Job> jobs, List<Reason> reasons) {
    for (var i = 0; i < jobs.size(); i++) {
      note(jobs.get(i).id() + ": " + words.words(reasons.get(i)));
    }
  }

  /// For example `2 jobs are still unfinished: 1 held, 1 running`.
  String left(List<Job> jobs) {
    return counted(jobs, reasons(jobs), "job is still unfinished", "jobs are still unfinished");
  }

  private String counted(List<Job> jobs, List<Reason> reasons, String one, String several) {
    return jobs.size() > MOST
        ? "more than " + Numbers.counted(MOST, one, several)
        : "%s: %s"
            .formatted(
                Numbers.counted(jobs.size(), one, several),
                ReasonText.brief(reasons, context.now()));
  }

  private List<Reason> reasons(List<Job> jobs) {
    return Why.firstOfEach(
        jobs, parent, context.open(), context.now(), context.access().obstacle());
  }

  /// Where a worker is all that is missing.
  private String help(List<Reason> reasons) {
    return reasons.stream()
        .filter(Reason.WantsWorker.class::isInstance)
        .findFirst()
        .map(reason -> " " + words.words(reason))
        .orElse("");
  }

  private static boolean isLeftOut(Reason reason) {
    return reason instanceof Reason.Held
        || reason instanceof Reason.Scheduled
        || reason instanceof Reason.Snoozed;
  }

  private void note(String sentence) {
    context.printer().note(sentence);
  }
}
