package dev.queuectl.worker;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.Worker;
import dev.queuectl.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This worker's place among the workers of its store: joins, keeps its leases, leaves.
final class Membership {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  /// A lease outlives two lost heartbeats.
  private static final int HEARTBEATS_PER_LEASE = 3;

  private final WorkerStore store;
  private final Worker self;
  private final Time time;
  private int slots;
  private Time.Deadline due;

  Membership(WorkerStore store, Worker self, Time time) {
    this.store = store;
    this.self = self;
    this.time = time;
    this.slots = self.slots();
    this.due = time.in(Duration.ZERO);
  }

  void join(Settings settings) {
    store.join(self);
    due = time.in(interval(settings));
    log.info("joined worker={} slots={}", self.id(), self.slots());
  }

  /// Extends the leases if it is time.
  ///
  /// @return false if others have taken this worker for dead and have taken over its jobs; then it
  ///   has joined again, with none
  boolean heartbeat(Settings settings) {
    if (!time.isPast(due)) {
      return true;
    }
    var known = store.heartbeat(self.id(), time.now(), leaseUntil(settings)).isPresent();
    due = time.in(interval(settings));
    if (!known) {
      log.warn("was taken for dead, joining again worker={}", self.id());
      store.join(rejoining(settings));
    }
    return known;
  }

  /// How many slots it joins with, if it has to join again.
  void scaled(int slots) {
    this.slots = slots;
  }

  private Worker rejoining(Settings settings) {
    return new Worker(
        self.id(),
        self.host(),
        self.process(),
        slots,
        self.queues(),
        self.startedAt(),
        time.now(),
        leaseUntil(settings),
        null,
        0,
        0);
  }

  private static Duration interval(Settings settings) {
    // Duration divides by BigDecimal, which takes Java 10 ms to initialize.
    return Duration.ofNanos(settings.duration(Setting.LEASE).toNanos() / HEARTBEATS_PER_LEASE);
  }

  Instant leaseUntil(Settings settings) {
    return time.now().plus(settings.duration(Setting.LEASE));
  }

  Time.Deadline due() {
    return due;
  }

  /// If it has leases left, its row must stay: otherwise nobody would look for those jobs.
  ///
  /// @return whether there were none
  boolean leave() {
    if (!store.leasedBy(self.id()).isEmpty()) {
      log.warn("left jobs to the next worker worker={}", self.id());
      return false;
    }
    store.leave(self.id());
    log.info("left worker={}", self.id());
    return true;
  }

  Worker self() {
    return self;
  }

  String id() {
    return self.id();
  }
}
