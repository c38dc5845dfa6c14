package dev.queuectl.store;

import dev.queuectl.QueueException;
import java.time.Instant;
import java.util.List;

/// Brings back jobs as they were elsewhere.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface ArchiveStore {
  /// Adds jobs with their states and histories, in order, in one transaction. A job that was
  /// processing becomes pending, since it runs nowhere. Output is not brought back.
  ///
  /// @param jobs at most [JobStore#BATCH]
  /// @param skipTaken whether to skip jobs whose ids are taken
  /// @return how many were added
  /// @throws QueueException.Duplicate if an id is taken and `skipTaken` is false
  long restore(List<ArchivedJob> jobs, boolean skipTaken, Instant now);
}
