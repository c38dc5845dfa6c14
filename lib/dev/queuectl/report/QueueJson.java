package dev.queuectl.report;

import dev.queuectl.JobState;
import dev.queuectl.Queue;

/// A queue in JSON.
public final class QueueJson {
  private QueueJson() {}

  public static void fields(JsonOut json, Queue queue) {
    json.field("name", queue.name());
    for (var state : JobState.values()) {
      json.field(state.word(), queue.count(state));
    }
    json.field("concurrency", queue.concurrency());
    json.field("paused_at", queue.pausedAt());
    json.field("pause_reason", queue.pauseReason());
  }
}
