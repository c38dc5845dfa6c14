package dev.queuectl.store;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.tie.Dependency;
import java.util.List;

/// A job outside any store, with its history.
///
/// @param job its `seq` means nothing there
/// @param surroundings what it was given, if that is known
/// @param history the attempts that have ended, oldest first
/// @param after which ends of other jobs it was given to wait for
public record ArchivedJob(
    Job job, Surroundings surroundings, List<Attempt> history, List<Dependency> after) {
  public ArchivedJob {
    history = List.copyOf(history);
    after = List.copyOf(after);
  }

  public ArchivedJob(Job job, Surroundings surroundings, List<Attempt> history) {
    this(job, surroundings, history, List.of());
  }

  public ArchivedJob(Job job, List<Attempt> history) {
    this(job, Surroundings.NONE, history);
  }
}
