package dev.queuectl.store;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import java.util.List;

/// A job outside any store, with its history.
///
/// @param job its `seq` means nothing there
/// @param history the attempts that have ended, oldest first
public record ArchivedJob(Job job, List<Attempt> history) {
  public ArchivedJob {
    history = List.copyOf(history);
  }
}
