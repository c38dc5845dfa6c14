package dev.queuectl.store;

import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people set for whole queues. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it; nothing was changed
/// then.
public interface QueueStore {
  int MOST_CONCURRENCY = 1_000_000;

  /// The queues that have jobs or settings, by name.
  List<Queue> list();

  /// The queue of that name; without jobs and settings if it does not exist.
  Queue find(String name);

  /// Keeps the queue's jobs from being claimed; those that run go on. One that is paused already
  /// stays so since when it was, for the new reason if there is one.
  ///
  /// @throws QueueException.Invalid if that cannot be the name of a queue
  Queue pause(String name, @Nullable String reason, Instant now);

  /// Lets the queue's jobs be claimed again; one that is not paused stays as it is.
  ///
  /// @throws QueueException.NotFound if the queue has neither jobs nor settings
  Queue resume(String name);

  /// Limits how many of the queue's jobs run at a time, over all workers of the store. More than
  /// that may go on running if they run already.
  ///
  /// @param concurrency null to lift the limit
  /// @throws QueueException.Invalid if it is below 1, or that cannot be the name of a queue
  Queue limit(String name, @Nullable Integer concurrency);
}
