package dev.queuectl.report;

import dev.queuectl.Event;

/// An event of the audit trail as JSON.
public final class EventJson {
  private EventJson() {}

  public static void fields(JsonOut json, Event event) {
    json.field("seq", event.seq());
    json.field("happened_at", event.happenedAt());
    json.field("actor", event.actor());
    json.field("origin", event.origin());
    json.field("action", event.action());
    json.field("subject", event.subject());
    json.field("detail", event.detail());
  }
}
