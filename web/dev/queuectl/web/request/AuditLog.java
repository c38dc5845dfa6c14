package dev.queuectl.web.request;

import dev.queuectl.Event;
import org.jspecify.annotations.Nullable;

/// What follows every action: pages are refreshed, and an event records it.
final class AuditLog {
  private final ServedQueue served;
  private final Feed feed;

  AuditLog(ServedQueue served, Feed feed) {
    this.served = served;
    this.feed = feed;
  }

  void add(Caller by, String action, @Nullable String subject, @Nullable String detail) {
    feed.touch();
    var event = new Event(served.now(), by.who(), by.from(), action, subject, detail);
    served.store().events().record(event);
  }
}
