package dev.queuectl.cli;

import dev.queuectl.FailureCause;
import dev.queuectl.Job;
import java.time.Instant;

/// The dead jobs of one cause: grows while they are counted.
final class DeadGroup {
  private final FailureCause cause;
  private String example;
  private long count;
  private Instant firstSeenAt = Instant.MAX;
  private Instant lastSeenAt = Instant.MIN;

  DeadGroup(FailureCause cause, Job first) {
    this.cause = cause;
    this.example = first.id();
  }

  /// The example is the one that died last.
  void add(Job job) {
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

  FailureCause cause() {
    return cause;
  }

  long count() {
    return count;
  }

  Instant firstSeenAt() {
    return firstSeenAt;
  }

  Instant lastSeenAt() {
    return lastSeenAt;
  }

  String example() {
    return example;
  }

  String retry() {
    return "queuectl dlq retry --group " + cause.group();
  }
}
