package dev.queuectl.report.dead;

import dev.queuectl.report.JsonOut;
import dev.queuectl.store.CauseStore.Group;
import java.util.Optional;

/// A group of dead jobs in JSON. Its name is what a filter takes as `cause`.
public final class DeadGroupJson {
  private DeadGroupJson() {}

  /// @param retry how to retry it, in the words of the door
  /// @param rule that would have spared its jobs their retries
  public static void fields(JsonOut json, Group group, String retry, Optional<SparingRule> rule) {
    json.field("group", group.name());
    json.field("count", group.count());
    json.field("ending", group.cause().ending());
    json.field("message", group.cause().message());
    json.field("first_seen_at", group.firstSeenAt());
    json.field("last_seen_at", group.lastSeenAt());
    json.field("example", group.example());
    json.field("retry", retry);
    rule.ifPresent(it -> json.field("rule", it.text()));
  }

  /// Of the jobs that are in none of the groups shown: no group of their own.
  public static void others(JsonOut json, long count) {
    json.field("group", (String) null);
    json.field("count", count);
    json.field("ending", "others");
    json.field("message", "");
    json.field("first_seen_at", (String) null);
    json.field("last_seen_at", (String) null);
    json.field("example", (String) null);
    json.field("retry", (String) null);
  }
}
