package dev.queuectl.report;

import dev.queuectl.store.LoginSession;
import dev.queuectl.store.NamedToken;

/// Who may use the dashboards, and who is logged in, in JSON; no secret is in it.
public final class AccessJson {
  private AccessJson() {}

  public static void token(JsonOut json, NamedToken token) {
    json.field("name", token.name());
    json.field("access", token.grant().word());
    json.field("created_at", token.createdAt());
  }

  public static void session(JsonOut json, LoginSession session) {
    json.field("id", session.id());
    json.field("name", session.login().name());
    json.field("access", session.login().grant().word());
    json.field("origin", session.origin());
    json.field("browser", session.browser());
    json.field("begun_at", session.begunAt());
    json.field("used_at", session.usedAt());
    json.field("ends_at", session.endsAt());
  }
}
