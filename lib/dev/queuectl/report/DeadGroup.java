package dev.queuectl.report;

import dev.queuectl.Job;
import java.time.Instant;

/// The dead jobs of one cause: grows while they are counted.
public final class DeadGroup {
  private final FailureCause cause;
  private String example;
  private long count;
  private Instant firstSeenAt = Instant.MAX;
  private Instant lastSeenAt = Instant.MIN;

  public DeadGroup(FailureCause cause, Job first) {
    this.cause = cause;
    this.example = first.id();
  }

  /// The example is the one that died last.
  public void add(Job job) {
    var at = job.finishedAt() == null ? job.updatedAt() : job.finishedAt();
    count++;
    if (at.isBefore(firstSeenAt)) {
      firstSeenAt = at;
    }
    if (at.isAfter(lastSeenAt)) {
      lastSeenAt = at;
      example = job.id();
    }
  }

  public FailureCause cause() {
    return cause;
  }

  public long count() {
    return count;
  }

  public Instant firstSeenAt() {
    return firstSeenAt;
  }

  public Instant lastSeenAt() {
    return lastSeenAt;
  }

  public String example() {
    return example;
  }

  /// Of the jobs whose causes were too many to be kept apart: no group of their own.
  public static void othersFields(JsonOut json, long count) {
    json.field("group", (String) null);
    json.field("count", count);
    json.field("ending", "others");
    json.field("message", "");
    json.field("first_seen_at", (String) null);
    json.field("last_seen_at", (String) null);
    json.field("example", (String) null);
    json.field("retry", (String) null);
  }

  /// @param retry how to retry it, in the words of the door
  public void fields(JsonOut json, String retry) {
    json.field("group", cause.group());
    json.field("count", count);
    json.field("ending", cause.ending());
    json.field("message", cause.message());
    json.field("first_seen_at", firstSeenAt);
    json.field("last_seen_at", lastSeenAt);
    json.field("example", example);
    json.field("retry", retry);
  }
}
