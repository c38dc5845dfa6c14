package dev.queuectl.action;

import dev.queuectl.store.Store;
import java.time.Instant;
import java.util.Optional;

/// Cancels jobs that have not begun in time, and records it in the same transaction. Any worker
/// does it.
public final class JobExpiry {
  private final Store store;
  private final AuditLog audit;

  public JobExpiry(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  /// @return when the next job expires, perhaps a time that has passed; empty for never
  public Optional<Instant> expire(Instant now) {
    return store.together(
        () -> {
          var expired = store.workers().expire(now);
          if (!expired.ids().isEmpty()) {
            var detail = AuditText.jobs(expired.ids().size(), expired.ids());
            audit.add("expire", null, detail);
          }
          return Optional.ofNullable(expired.nextExpiryAt());
        });
  }
}
