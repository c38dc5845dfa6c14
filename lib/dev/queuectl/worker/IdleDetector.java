package dev.queuectl.worker;

import dev.queuectl.store.WorkerStore;
import java.util.function.Consumer;

/// Notices that nothing is left to do: that is reported once, and a draining worker may leave then.
final class IdleDetector {
  private final WorkerStore store;
  private final WorkerOptions options;
  private final Consumer<WorkerEvent> events;

  /// Whether there was something to do since there was nothing.
  private boolean worked = true;

  private boolean drained;

  IdleDetector(WorkerStore store, WorkerOptions options, Consumer<WorkerEvent> events) {
    this.store = store;
    this.options = options;
    this.events = events;
  }

  /// A look costs, so an idle worker takes one only.
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
