package dev.queuectl.store;

import dev.queuectl.Event;
import java.util.List;

/// The audit log: who did what to the queue. Every method is one transaction, durable when it
/// returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it.
public interface EventStore {
  /// Older events of the same action are forgotten: thousands of jobs that a program enqueues do
  /// not push out who logged in, or changed the configuration.
  int MOST_KEPT = 10_000;

  void record(Event event);

  /// @param before only events with a smaller [Event#seq]; [Long#MAX_VALUE] means all
  /// @return newest first
  List<Event> list(long before, int limit);
}
