package dev.queuectl.worker;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one worker is asked to do.
///
/// @param slots how many jobs at a time, at least 1
/// @param queues the queues to serve; empty means all
/// @param onlyJob the one [dev.queuectl.Job#seq] to run, for `run` without workers; null means any
/// @param drain whether to leave when nothing is left to do
public record WorkerOptions(int slots, Set<String> queues, @Nullable Long onlyJob, boolean drain) {
  public WorkerOptions {
    queues = Set.copyOf(queues);
  }
}
