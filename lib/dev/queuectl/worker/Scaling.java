package dev.queuectl.worker;

import dev.queuectl.Settings;
import dev.queuectl.store.WorkerChange;
import dev.queuectl.store.WorkerStore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a worker more or fewer slots while it works. With more, it claims at once; with fewer, it
/// claims nothing until no more jobs are running than it has slots, and only then reports the
/// change.
final class Scaling {
  private static final Logger log = LoggerFactory.getLogger(Scaling.class);

  private final WorkerStore store;
  private final Membership membership;
  private final Running running;
  private final Launches launches;
  private final Claiming claiming;
  private final Consumer<WorkerEvent> events;

  /// Whether the store does not know the new number yet.
  private boolean untold;

  Scaling(
      WorkerStore store,
      Membership membership,
      Running running,
      Launches launches,
      Claiming claiming,
      Consumer<WorkerEvent> events) {
    this.store = store;
    this.membership = membership;
    this.running = running;
    this.launches = launches;
    this.claiming = claiming;
    this.events = events;
  }

  /// From now on there are this many.
  void resize(int slots, Settings settings) {
    untold = true;
    var before = running.slots();
    if (slots == before) {
      return;
    }
    if (slots < before) {
      claiming.takeBack(settings); // the slot of a job that ends now may be gone
    }
    running.resize(slots);
    launches.prefetch().resize(slots);
    claiming.lookForJobs();
    log.info("scaled worker={} from={} to={}", membership.id(), before, slots);
    events.accept(new WorkerEvent.Scaled(before, slots, running.count()));
  }

  /// Tells the store, once it is true.
  void settle() {
    if (untold && !running.isCrowded()) {
      store.change(membership.id(), new WorkerChange.Scaled(running.slots()));
      membership.scaled(running.slots());
      launches.rest();
      untold = false;
    }
  }
}
