package dev.queuectl;

import java.time.Instant;
import java.util.Iterator;

/// Bringing back jobs as they were elsewhere.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it; nothing was changed
/// then.
public interface ArchiveStore {
  /// Adds jobs with their states and histories, in the order of the iterator, in one transaction.
  /// One that was processing is pending: it runs nowhere. Their output does not come back.
  ///
  /// What the iterator throws ends the transaction without a change and is passed on.
  ///
  /// @param skipTaken whether a job whose id is taken is left out
  /// @return how many were added
  /// @throws QueueException.Duplicate if an id is taken and `skipTaken` is false
  long restore(Iterator<ArchivedJob> jobs, boolean skipTaken, Instant now);
}
