package dev.queuectl.worker;

import dev.queuectl.store.WorkerStore;
import java.util.function.Consumer;

/// Notices that nothing is left to do: that is reported once, and then a draining worker may leave.
final class IdleDetector {
  private final WorkerStore store;
  private final WorkerOptions options;
  private final Consumer<WorkerEvent> events;

  /// Whether there has been something to do since the last time there was nothing.
  private boolean worked = true;

  private boolean drained;

  IdleDetector(WorkerStore store, WorkerOptions options, Consumer<WorkerEvent> events) {
    this.store = store;
    this.options = options;
    this.events = events;
  }

  /// A check costs time, so an idle worker makes only one.
  void look(boolean busy) {
    if (busy) {
      worked = true;
      drained = false;
    } else if (worked || options.drain()) {
      var empty = !store.hasWork(options.queues());
      drained = options.drain() && empty;
      if (empty && worked) {
        worked = false;
        events.accept(new WorkerEvent.Emptied());
      }
    }
  }

  boolean isDrained() {
    return drained;
  }
}
