package dev.queuectl.web.request;

import dev.queuectl.Event;
import org.jspecify.annotations.Nullable;

/// What follows every action: workers are woken, pages refreshed, and an event remembers it.
final class Trail {
  private final Site site;
  private final Feed feed;

  Trail(Site site, Feed feed) {
    this.site = site;
    this.feed = feed;
  }

  void add(Visitor by, String action, @Nullable String subject, @Nullable String detail) {
    site.wake().run();
    feed.touch();
    var event = new Event(site.now(), by.who(), by.from(), action, subject, detail);
    site.store().events().record(event);
  }
}
