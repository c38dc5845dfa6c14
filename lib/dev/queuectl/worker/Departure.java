package dev.queuectl.worker;

import dev.queuectl.QueueException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a worker leaves: what it may delete, and what others still need.
final class Departure {
  private static final Logger log = LoggerFactory.getLogger(Departure.class);

  private final Membership membership;
  private final Running running;
  private final Launches launches;
  private QueueException.@Nullable Replaced replaced;

  /// Whether jobs that were launched here ended, or will, under another worker.
  private boolean letGo;

  Departure(Membership membership, Running running, Launches launches) {
    this.membership = membership;
    this.running = running;
    this.launches = launches;
  }

  /// Others have taken the worker for dead, and have taken over its jobs.
  void letGo() {
    letGo = true;
  }

  /// The store has been replaced: there is nothing left to do here.
  void storeWasReplaced(QueueException.Replaced by) {
    replaced = by;
    log.warn("lost its store worker={} reason={}", membership.id(), by.getMessage());
  }

  boolean isStoreReplaced() {
    return replaced != null;
  }

  /// Forgets the worker as [Engine#leave] promises.
  ///
  /// @throws QueueException.Replaced if another store has taken its place
  void leave() {
    if (replaced != null) {
      throw new QueueException.Leaving(running.count()).around(replaced);
    }
    if (!running.isEmpty()) {
      return;
    }
    try {
      if (membership.leave() && !letGo) {
        launches.forget();
      }
    } catch (QueueException.Unavailable e) {
      log.warn("could not leave worker={} reason={}", membership.id(), e.getMessage());
    }
  }
}
