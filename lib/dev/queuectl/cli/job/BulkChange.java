package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.JobPages;
import dev.queuectl.store.JobQuery;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Cancels, retries, holds or releases jobs by their ids, or all that match.
@Singleton
final class BulkChange {
  private final CommandContext context;
  private final EachJob each;

  BulkChange(CommandContext context, EachJob each) {
    this.context = context;
    this.each = each;
  }

  /// Does it to the jobs of the ids, or to all that match.
  ///
  /// @param usual in which states jobs are meant if none is given
  /// @param sentence what to print of one of the ids
  /// @return the exit code
  int apply(
      JobVerb verb,
      List<String> ids,
      FilterOptions filter,
      Set<JobState> usual,
      Function<Job, String> sentence) {
    return filter.isInsteadOf(ids, false, verb)
        ? apply(verb, filter.read(context, verb, usual))
        : each.apply(ids, new JobAction.Verb(verb), sentence);
  }

  /// @return the exit code
  int apply(JobVerb verb, JobFilter filter) {
    var query = new JobQuery(filter, JobQuery.Sort.OLDEST, 1);
    var found = JobPages.of(context.open().jobs(), query);
    var action = new JobAction.Verb(verb, filter);
    var count = 0L;
    var waiting = 0L;
    for (var jobs = context.access().actions().changeAll(action, found).iterator();
        jobs.hasNext();
        count++) {
      waiting += isToCome(verb, jobs.next()) ? 1 : 0;
    }
    print(verb, count);
    if (waiting > 0) {
      note(verb, waiting);
    }
    return 0;
  }

  /// Whether the verb has not had all of its effect yet.
  private static boolean isToCome(JobVerb verb, Job job) {
    return switch (verb) {
      case CANCEL -> job.state() == JobState.PROCESSING;
      case RETRY -> job.held();
      default -> false;
    };
  }

  private void print(JobVerb verb, long count) {
    var done = Character.toUpperCase(verb.done().charAt(0)) + verb.done().substring(1);
    context
        .printer()
        .result(
            "%s %s.".formatted(done, Numbers.counted(count, "job")),
            json -> json.field(verb.done(), count));
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
