package dev.queuectl.action;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import java.util.List;

/// What became of an action on many jobs.
///
/// @param jobs how many were changed
/// @param toCome for how many of them it has no effect yet: jobs that run until their workers
///   cancel them, or that were retried but are still held
/// @param more whether there may be others
public record Changed(long jobs, long toCome, boolean more) {
  static final Changed NOTHING = new Changed(0, 0, false);

  Changed and(JobVerb verb, List<ChangedJob> done) {
    var waiting = done.stream().filter(job -> isToCome(verb, job)).count();
    return new Changed(jobs + done.size(), toCome + waiting, more);
  }

  private static boolean isToCome(JobVerb verb, ChangedJob job) {
    return switch (verb) {
      case CANCEL -> job.state() == JobState.PROCESSING;
      case RETRY -> job.held();
      case HOLD, RELEASE, REMOVE -> false;
    };
  }

  Changed more(boolean isMore) {
    return new Changed(jobs, toCome, isMore);
  }
}
