package dev.queuectl.store;

import dev.queuectl.Job;
import java.time.Instant;
import java.util.List;

/// Removing what is not to be kept. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it; nothing was changed
/// then.
public interface RetentionStore {
  /// Removes the jobs that ended longest ago and are not to be kept, with their history. Costs what
  /// it removes, for each queue. Their output files are the caller's to delete.
  ///
  /// @param limit how many jobs at most
  /// @return what was removed; fewer jobs than the limit if nothing is left to remove, or others
  ///   have changed some of them meanwhile
  Pruned prune(Retention retention, Instant now, int limit);

  /// @param jobs as they were
  /// @param bytes how much output was kept of them
  record Pruned(List<Job> jobs, long bytes) {}

  /// What [#prune] would remove in all, without changing anything. Costs what it counts.
  Surplus surplus(Retention retention, Instant now);

  /// @param bytes how much output is kept of the jobs
  record Surplus(long jobs, long bytes) {}
}
