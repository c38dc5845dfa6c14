package dev.queuectl;

import java.util.EnumSet;
import java.util.Set;

/// What is to be done to each of many jobs: the same as the method of [JobStore] of that name does
/// to one.
public sealed interface JobAction {

  /// @param in the states in which it may be done to a job, of those in which it can
  record Verb(JobVerb verb, Set<JobState> in) implements JobAction {
    public Verb {
      in = Set.copyOf(in);
    }

    /// In whatever state it can be done.
    public Verb(JobVerb verb) {
      this(verb, EnumSet.allOf(JobState.class));
    }

    /// To jobs of the dead letter queue only.
    public static Verb ofDead(JobVerb verb) {
      return new Verb(verb, Set.of(JobState.DEAD));
    }
  }

  record Edit(JobEdit edit) implements JobAction {}

  /// What became of one job.
  sealed interface Result {
    /// @param job afterwards; as it was, if it was removed
    record Done(Job job) implements Result {}

    /// Nothing was changed.
    ///
    /// @param id as it was given
    /// @param why [QueueException.NotFound] or [QueueException.WrongState]
    record Refused(String id, QueueException why) implements Result {}
  }
}
