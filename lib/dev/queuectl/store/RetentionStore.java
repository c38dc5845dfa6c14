package dev.queuectl.store;

import dev.queuectl.Job;
import java.time.Instant;
import java.util.List;

/// Removes what is no longer kept. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface RetentionStore {
  /// Removes the jobs that ended longest ago and are no longer kept, with their history. The cost
  /// grows with what it removes and the number of queues. The caller must delete their output
  /// files.
  ///
  /// @param limit how many jobs at most
  /// @return what was removed; fewer jobs than the limit if nothing is left to remove, or if others
  ///   have changed some of them meanwhile
  Pruned prune(Retention retention, Instant now, int limit);

  /// @param jobs as they were
  /// @param bytes how much output was kept of them
  record Pruned(List<Job> jobs, long bytes) {}

  /// What [#prune] would remove in all, without changing anything. The cost grows with what it
  /// counts.
  Surplus surplus(Retention retention, Instant now);

  /// @param bytes how much output is kept of the jobs
  record Surplus(long jobs, long bytes) {}
}
