package dev.queuectl.store;

import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import java.util.List;

/// What people set for whole queues; [JobStore#list] has their jobs. Every method is one
/// transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface QueueStore {
  int MOST_CONCURRENCY = 1_000_000;

  /// The queues that have jobs or settings, by name.
  List<Queue> list();

  /// The queue of that name; without jobs and settings if it does not exist.
  Queue find(String name);

  /// Changes what is set for a queue.
  ///
  /// @return the queue afterwards
  /// @throws QueueException.Invalid if the name is not valid for a queue, or the limit is below 1
  /// @throws QueueException.NotFound if a queue to be resumed has neither jobs nor settings
  Queue change(String name, QueueChange change);
}
