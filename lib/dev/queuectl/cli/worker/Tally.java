package dev.queuectl.cli.worker;

import dev.queuectl.Numbers;
import dev.queuectl.Transition;
import dev.queuectl.report.JsonOut;
import dev.queuectl.worker.WorkerEvent;
import java.util.ArrayList;

/// How many jobs of a worker came to which end.
final class Tally {
  private int completed;
  private int retried;
  private int snoozed;
  private int dead;
  private int cancelled;
  private int interrupted;

  void count(WorkerEvent event) {
    if (event instanceof WorkerEvent.Quarantined) {
      dead++;
    }
    if (!(event instanceof WorkerEvent.Ended ended)) {
      return;
    }
    switch (ended.transition()) {
      case Transition.Complete() -> completed++;
      case Transition.Retry _ -> retried++;
      case Transition.Snooze _ -> snoozed++;
      case Transition.Bury _ -> dead++;
      case Transition.Cancel _ -> cancelled++;
      case Transition.Release(_) -> interrupted++;
    }
  }

  void fields(JsonOut json) {
    json.field("completed", (long) completed);
    json.field("failed", (long) retried);
    json.field("snoozed", (long) snoozed);
    json.field("dead", (long) dead);
    json.field("cancelled", (long) cancelled);
    json.field("interrupted", (long) interrupted);
  }

  int dead() {
    return dead;
  }

  /// For example `3 completed, 1 moved to DLQ`.
  String text() {
    var parts = new ArrayList<String>();
    parts.add("%,d completed".formatted(completed));
    add(parts, dead, "moved to DLQ");
    add(parts, snoozed, "snoozed");
    add(parts, cancelled, "cancelled");
    add(parts, interrupted, "interrupted");
    if (retried > 0) {
      parts.add(Numbers.counted(retried, "retry", "retries"));
    }
    return String.join(", ", parts);
  }

  private static void add(ArrayList<String> parts, int count, String what) {
    if (count > 0) {
      parts.add("%,d %s".formatted(count, what));
    }
  }
}
