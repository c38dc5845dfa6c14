package dev.queuectl.action;

import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import java.util.List;
import java.util.stream.Stream;

/// What became of an action on many jobs.
///
/// @param jobs how many were changed
/// @param others of how many of them there is more to say: jobs that run until their workers cancel
///   them, that were retried but are still held, or that an edit left no attempts
/// @param more whether there may be others
/// @param first the ids of the first of them
/// @param hindered how many were left as they are, since other jobs hold their keys
public record Changed(long jobs, long others, boolean more, List<String> first, long hindered) {
  static final Changed NOTHING = new Changed(0, 0, false, List.of(), 0);

  public Changed {
    first = List.copyOf(first);
  }

  Changed and(JobAction action, List<ChangedJob> done) {
    var more = done.stream().filter(job -> isOther(action, job)).count();
    return new Changed(jobs + done.size(), others + more, this.more, first(done), hindered);
  }

  private List<String> first(List<ChangedJob> done) {
    return first.size() == AuditText.MOST_IDS
        ? first
        : Stream.concat(first.stream(), done.stream().map(ChangedJob::id))
            .limit(AuditText.MOST_IDS)
            .toList();
  }

  private static boolean isOther(JobAction action, ChangedJob job) {
    return switch (action) {
      case JobAction.Verb(var verb, _, _) -> isOther(verb, job);
      case JobAction.Edit _ -> job.isUsedUp();
    };
  }

  private static boolean isOther(JobVerb verb, ChangedJob job) {
    return switch (verb) {
      case CANCEL -> job.state() == JobState.PROCESSING;
      case RETRY -> job.held();
      case HOLD, RELEASE, REMOVE -> false;
    };
  }

  Changed more(boolean isMore) {
    return new Changed(jobs, others, isMore, first, hindered);
  }

  Changed hindered(long count) {
    return new Changed(jobs, others, more, first, hindered + count);
  }
}
