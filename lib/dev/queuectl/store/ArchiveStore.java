package dev.queuectl.store;

import dev.queuectl.QueueException;
import java.time.Instant;
import java.util.List;

/// Bringing back jobs as they were elsewhere.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it; nothing was changed
/// then.
public interface ArchiveStore {
  /// Adds jobs with their states and histories, in order, in one transaction. One that was
  /// processing is pending: it runs nowhere. Their output does not come back.
  ///
  /// @param jobs at most [JobStore#BATCH]
  /// @param skipTaken whether a job whose id is taken is left out
  /// @return how many were added
  /// @throws QueueException.Duplicate if an id is taken and `skipTaken` is false
  long restore(List<ArchivedJob> jobs, boolean skipTaken, Instant now);
}
