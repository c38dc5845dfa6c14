package dev.queuectl.action;

import dev.queuectl.Event;
import dev.queuectl.store.Store;
import org.jspecify.annotations.Nullable;

/// Records what one actor does.
@FunctionalInterface
public interface AuditLog {
  /// Of what nobody did, such as a worker's own upkeep.
  AuditLog NONE = (_, _, _) -> {};

  static AuditLog of(Store store, Actor by) {
    return (action, subject, detail) ->
        store
            .events()
            .record(
                new Event(
                    store.clock().instant(), by.name(), by.origin(), action, subject, detail));
  }

  /// @param action the verb
  /// @param subject the id of the job, queue, worker or token, or the key; null if there is no one
  /// @param detail what else is to be known; null if nothing. Never a secret: everybody who may
  ///   look sees it
  void add(String action, @Nullable String subject, @Nullable String detail);
}
