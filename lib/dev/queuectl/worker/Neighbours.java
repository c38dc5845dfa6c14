package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.Worker;
import dev.queuectl.store.Changes;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The other workers of the store: finds the dead ones and takes their jobs over.
final class Neighbours {
  private static final Logger log = LoggerFactory.getLogger(Neighbours.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// A job taken over.
  ///
  /// @param reachable whether its process may run on this host
  record Inherited(Job job, Worker from, boolean reachable) {}

  private final Store store;
  private final Changes changes;
  private final Membership membership;
  private final Host host;
  private final Time time;
  private final Rescue rescue;
  private Time.Deadline due;
  private List<Worker> others = List.of();

  Neighbours(Store store, Membership membership, Host host, Time time) {
    this.store = store;
    this.changes = store.changes();
    this.membership = membership;
    this.host = host;
    this.time = time;
    this.rescue = new Rescue(time, host.liveness());
    this.due = time.in(Duration.ZERO);
  }

  /// If it is time, takes over the jobs of the workers that have died since.
  List<Inherited> inherit(Settings settings) {
    if (!time.isNear(due)) {
      return List.of();
    }
    due = time.in(INTERVAL);
    look();
    var inherited = new ArrayList<Inherited>();
    for (var dead : rescue.dead(others, settings.duration(Setting.LEASE))) {
      inherited.addAll(inherit(dead, settings));
    }
    return inherited;
  }

  /// Reads the others again only if somebody has changed the store: an idle worker does this every
  /// second. A worker that has died without a word is still in the list read before.
  private void look() {
    if (changes.any()) {
      others =
          store.workers().workers().stream()
              .filter(worker -> !worker.id().equals(membership.id()))
              .toList();
      changes.seen();
    }
  }

  private List<Inherited> inherit(Worker dead, Settings settings) {
    var reachable = host.reaches().test(dead.process());
    changes.forget(); // what follows is our own change
    var jobs =
        store
            .workers()
            .inherit(dead.id(), membership.id(), time.now(), membership.leaseUntil(settings));
    log.info("rescued from={} jobs={} heir={}", dead.id(), jobs.size(), membership.id());
    return jobs.stream().map(job -> new Inherited(job, dead, reachable)).toList();
  }

  void lostSight() {
    rescue.lostSight();
  }

  Time.Deadline due() {
    return due;
  }
}
