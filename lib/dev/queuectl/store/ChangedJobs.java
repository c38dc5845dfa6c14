package dev.queuectl.store;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.JobQuery.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The jobs that one batch of an action on many has changed.
///
/// @param next where the next batch begins; null if there is nothing more
/// @param hindered how many were left as they are, since other jobs hold their keys
public record ChangedJobs(List<ChangedJob> jobs, @Nullable Place next, int hindered) {
  public ChangedJobs(List<ChangedJob> jobs, @Nullable Place next) {
    this(jobs, next, 0);
  }

  public static final ChangedJobs NONE = new ChangedJobs(List.of(), null);

  /// What one of them was like before.
  ///
  /// @param isUsedUp whether it is dead now, since it was left no attempts
  public record ChangedJob(
      long seq, String id, JobState state, boolean held, int lastAttempt, boolean isUsedUp) {
    public ChangedJob(long seq, String id, JobState state, boolean held, int lastAttempt) {
      this(seq, id, state, held, lastAttempt, false);
    }

    public static ChangedJob of(Job job) {
      return of(job, false);
    }

    public static ChangedJob of(Job job, boolean isUsedUp) {
      return new ChangedJob(
          job.seq(), job.id(), job.state(), job.held(), job.lastAttempt(), isUsedUp);
    }
  }
}
