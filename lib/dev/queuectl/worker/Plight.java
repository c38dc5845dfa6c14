package dev.queuectl.worker;

import dev.queuectl.store.WorkerChange;
import dev.queuectl.store.WorkerStore;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps this worker from starting jobs, if anything does: reported to its observers, and
/// through the store to everybody else.
final class Plight {
  private static final Logger log = LoggerFactory.getLogger(Plight.class);

  private final WorkerStore store;
  private final String workerId;
  private final Consumer<WorkerEvent> events;
  private Optional<String> now = Optional.empty();
  private Optional<String> published = Optional.empty();

  Plight(WorkerStore store, String workerId, Consumer<WorkerEvent> events) {
    this.store = store;
    this.workerId = workerId;
    this.events = events;
  }

  /// The numbers in the text change all the time: only a new reason, or its end, is reported.
  void set(Optional<String> why) {
    if (why.isPresent() != now.isPresent()) {
      log.info("{} worker={} reason={}", why.isPresent() ? "paused" : "resumed", workerId, why);
      events.accept(
          why.<WorkerEvent>map(WorkerEvent.Paused::new).orElseGet(WorkerEvent.Resumed::new));
      now = why;
    }
  }

  /// Stores it, unless it is stored.
  void publish() {
    if (!published.equals(now)) {
      store.change(workerId, new WorkerChange.Trouble(now.orElse(null)));
      published = now;
    }
  }

  /// The store has forgotten the worker.
  void forget() {
    published = Optional.empty();
  }
}
