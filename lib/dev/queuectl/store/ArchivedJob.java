package dev.queuectl.store;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.environment.Surroundings;
import java.util.List;

/// A job outside any store, with its history.
///
/// @param job its `seq` means nothing there
/// @param surroundings what it was given, if that is known
/// @param history the attempts that have ended, oldest first
public record ArchivedJob(Job job, Surroundings surroundings, List<Attempt> history) {
  public ArchivedJob {
    history = List.copyOf(history);
  }

  public ArchivedJob(Job job, List<Attempt> history) {
    this(job, Surroundings.NONE, history);
  }
}
