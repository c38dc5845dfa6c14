package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.store.Changes;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine of one worker. One thread calls [#runOnce] again and again and waits in between;
/// everything happens on that thread, except that processes end on other threads; it collects their
/// ends.
///
/// A job's way: [Claiming] claims it and launches its process; the process ends; the next exchange
/// stores what became of the job, and claims more in the same transaction.
public final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /// How long after a failure a step is retried.
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  /// How often a busy worker checks what is wanted of it.
  private static final Duration READING_INTERVAL = Duration.ofMillis(50);

  private final Store store;
  private final Changes changes;
  private final Worker self;
  private final WorkerOptions options;
  private final Time time;
  private final Consumer<WorkerEvent> events;
  private final Membership membership;
  private final Launches launches;
  private final Running running;
  private final UnstoredEndings endings;
  private final Claiming claiming;
  private final Scaling scaling;
  private final Takeover takeover;
  private final Disk disk;
  private final Plight plight;
  private final Pruning pruning;
  private final Firing firing;
  private final Expiry expiry;
  private final IdleDetector idleDetector;
  private final Trouble trouble;
  private final Departure departure;

  /// Launcher threads read it, too.
  private volatile Settings settings;

  private Time.Deadline nextReading;
  private Worker.@Nullable Stop stop;
  private Time.@Nullable Deadline drainDeadline;

  /// @param self what it joins as
  /// @param whenEnded called from other threads when a process has ended: then [#runOnce] is due
  public Engine(
      Store store,
      Worker self,
      WorkerOptions options,
      Host host,
      Time time,
      Consumer<WorkerEvent> events,
      Runnable whenEnded) {
    this.store = store;
    this.changes = store.changes();
    this.self = self;
    this.options = options;
    this.time = time;
    this.events = events;
    this.nextReading = time.in(Duration.ZERO);
    this.settings = store.config().settings().checked();
    this.membership = new Membership(store.workers(), self, time);
    this.running = new Running(options.slots(), time);
    this.launches =
        new Launches(
            host, store, this::isOurs, events, options.slots(), time, () -> settings, whenEnded);
    this.endings = new UnstoredEndings(running, events);
    this.expiry = new Expiry(store, self.id(), time);
    this.claiming =
        new Claiming(
            store.workers(), membership, options, time, running, launches, endings, expiry, events);
    this.scaling = new Scaling(store.workers(), membership, running, launches, claiming, events);
    this.takeover = new Takeover(store, membership, host, time, running, endings, launches, events);
    this.disk = new Disk(host, time);
    this.plight = new Plight(store.workers(), self.id(), events);
    this.pruning = new Pruning(store, host.logs(), time);
    this.firing = new Firing(store, self.id(), time);
    this.idleDetector = new IdleDetector(store.workers(), options, events);
    this.trouble = new Trouble(self.id(), time, events);
    this.departure = new Departure(membership, running, launches);
  }

  private boolean isOurs(Job job) {
    return store
        .jobs()
        .find(job.id())
        .map(Job::lease)
        .filter(lease -> Objects.requireNonNull(job.lease()).token() == lease.token())
        .isPresent();
  }

  /// Makes the worker known. Jobs are claimed from the next [#runOnce] on.
  public void join() {
    membership.join(settings);
    events.accept(new WorkerEvent.Joined(self));
  }

  /// Forgets the worker, which must be [#isDone]. If the store does not allow that, the next worker
  /// will. It also will if this worker hands jobs over, since it finds them by the row that this
  /// one leaves.
  ///
  /// @throws QueueException.Replaced if another store has taken its place. Then the worker has left
  ///   without storing anything: what it knows belongs to the old store. Its jobs keep running and
  ///   record their ends, for a worker of the store that knows them.
  public void leave() {
    departure.leave();
  }

  /// One step: obeys orders, enforces timeouts, takes over, stores what has ended and claims. Never
  /// throws: a failure is reported as [WorkerEvent.Troubled] and retried, while the jobs keep
  /// running.
  ///
  /// @return how long until something is due, unless somebody wakes the worker or a process ends
  public Duration runOnce() {
    // A deadline that cannot be enforced would be due again at once, for ever.
    var isEnforcing = true;
    try {
      enforce();
      disk.look(settings, running.all());
      launches.uploads().look(running.all());
      claiming.collect(settings);
      plight.set(disk.obstacle().or(claiming::hindrance));
      step();
      trouble.end();
      return untilNext();
    } catch (QueueException.Replaced e) {
      departure.storeWasReplaced(e);
      claiming.takeBack(settings);
      return Duration.ZERO;
    } catch (QueueException e) {
      if (e instanceof QueueException.Full && !(running.isEmpty() && claiming.isIdle())) {
        disk.giveUpReserve();
      }
      takeover.lostSight();
      trouble.begin(String.valueOf(e.getMessage()), stop);
    } catch (VirtualMachineError | LinkageError e) {
      // Without memory or threads, or without a descriptor to load a class with.
      log.warn("step failed worker={} reason={}", self.id(), e.toString());
      trouble.begin("this process lacks the resources to continue (" + e + ")", stop);
      isEnforcing = false;
    } catch (RuntimeException e) {
      log.error("step failed worker={}", self.id(), e);
      trouble.begin("this is a bug in QueueCTL: " + e, stop);
      isEnforcing = false;
    }
    launches.exits().listen();
    return shortest(Stream.of(AFTER_TROUBLE), isEnforcing ? deadlines() : Stream.empty());
  }

  private void enforce() {
    running.all().forEach(job -> job.enforce(grace(job)));
    if (stop == Worker.Stop.DRAIN && drainDeadline != null && time.isPast(drainDeadline)) {
      stop(Worker.Stop.NOW);
    }
  }

  private void step() {
    if (!membership.heartbeat(settings)) {
      claiming.letGo(settings);
      takeover.letGo();
      departure.letGo();
      plight.forget();
      claiming.lookForJobs();
    }
    if (trouble.isOn()) {
      takeover.reclaim(settings, claiming::has);
    }
    notice();
    if (isRescuer() && takeover.accept(settings)) {
      changes.forget(); // one of them may be cancelled already
    }
    if (isRescuer() && firing.step()) {
      claiming.lookForJobs();
      changes.forget(); // what this worker does is no change to it, and some jobs may expire
    }
    if (stop == null && expiry.step()) {
      claiming.lookForJobs();
    }
    claiming.exchange(settings, isOpen());
    plight.publish();
    scaling.settle();
    takeover.tidy();
    if (isRescuer()) {
      pruning.step(settings);
    }
    idleDetector.look(!running.isEmpty() || !claiming.isIdle());
  }

  /// Reads the configuration and this worker's orders, if anything has changed.
  private void notice() {
    if (!changes.any()) {
      return;
    }
    claiming.lookForJobs();
    if (claiming.hasBacklog() && !time.isPast(nextReading)) {
      return; // other workers change something all the time
    }
    nextReading = time.in(READING_INTERVAL);
    follow(store.config().settings());
    var orders = store.workers().orders(membership.id());
    firing.noticed(orders.nextFiringAt());
    expiry.noticed(orders.nextExpiryAt());
    orders.cancelled().forEach(this::cancel);
    if (orders.slots() != null) {
      scaling.resize(orders.slots(), settings);
    }
    if (orders.stop() != null) {
      stop(orders.stop());
    }
    changes.seen();
  }

  private void follow(Settings changed) {
    try {
      settings = changed.equals(settings) ? settings : changed.checked();
    } catch (QueueException.Invalid e) {
      log.warn("keeping the previous configuration, because {}", e.getMessage());
    }
  }

  private void cancel(long seq) {
    running.find(seq).ifPresent(job -> job.end(StopReason.CANCEL, grace(job)));
    claiming.cancel(seq);
  }

  private Duration grace(RunningJob running) {
    return (Duration) settings.value(JobField.KILL_GRACE, running.job().policy()).orElseThrow();
  }

  /// Claims no more jobs; with `NOW`, also interrupts running ones, with `HANDOVER` leaves them to
  /// the next worker.
  public void stop(Worker.Stop how) {
    if (stop != null && stop.compareTo(how) >= 0) {
      return;
    }
    stop = how;
    claiming.takeBack(settings);
    switch (how) {
      case DRAIN -> {
        var limit = settings.duration(Setting.DRAIN_TIMEOUT);
        drainDeadline = limit.isZero() ? null : time.in(limit);
        events.accept(new WorkerEvent.Draining(running.count()));
      }
      case HANDOVER -> log.info("handing over worker={} jobs={}", self.id(), running.count());
      case NOW -> {
        events.accept(new WorkerEvent.Interrupting(running.count()));
        running.all().forEach(job -> job.end(StopReason.INTERRUPT, grace(job)));
      }
    }
  }

  /// A worker that is leaving, or that runs only one job, takes over nothing.
  private boolean isRescuer() {
    return stop == null && options.onlyJob() == null;
  }

  private boolean isOpen() {
    return stop == null && disk.obstacle().isEmpty();
  }

  private Duration untilNext() {
    var poll = Stream.of(settings.duration(Setting.POLL_INTERVAL));
    var looks = Stream.concat(Stream.of(membership.due(), disk.due()), launches.uploads().due());
    var housekeeping =
        isRescuer() ? Stream.of(takeover.due(), pruning.due()) : Stream.<Time.Deadline>empty();
    var dues = Stream.concat(looks, housekeeping).map(time::until);
    var jobs =
        Stream.concat(claiming.due(isOpen()), stop == null ? expiry.due() : Stream.<Duration>of());
    var schedules = isRescuer() ? firing.due() : Stream.<Duration>empty();
    return shortest(Stream.of(poll, jobs, schedules, dues).flatMap(each -> each), deadlines());
  }

  /// What must be enforced whether or not the store can be reached.
  private Stream<Duration> deadlines() {
    return Stream.concat(
            Stream.of(stop == Worker.Stop.DRAIN ? drainDeadline : null),
            running.all().stream().map(RunningJob::deadline))
        .filter(Objects::nonNull)
        .map(time::until);
  }

  private static Duration shortest(Stream<Duration> some, Stream<Duration> others) {
    return Stream.concat(some, others).min(Duration::compareTo).orElseThrow();
  }

  /// Whether the worker may leave: it was asked to, or was started to drain and has nothing left to
  /// do.
  public boolean isDone() {
    if (departure.isStoreReplaced()) {
      return true;
    }
    var idle = running.isEmpty() || stop == Worker.Stop.HANDOVER;
    var stored = claiming.isIdle() || trouble.hasTriedLong(stop);
    return idle && stored && (stop != null || idleDetector.isDrained());
  }
}
