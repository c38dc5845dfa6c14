package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.Store;
import dev.queuectl.Worker;
import dev.queuectl.WorkerStore.Exchange;
import dev.queuectl.WorkerStore.Exchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine of one worker. One thread calls [#runOnce] again and again and waits in between;
/// everything happens on that thread, but for the ends of processes, which it collects.
///
/// A job's way: [#exchange] claims it and launches its process; the process ends; the next exchange
/// stores what became of it and claims more in the same transaction.
public final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  /// How long after a failure the store is tried again.
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final Store store;
  private final WorkerOptions options;
  private final Host host;
  private final Time time;
  private final Consumer<WorkerEvent> events;
  private final Membership membership;
  private final Neighbours neighbours;
  private final Launches launches;
  private final Running running;
  private final Endings endings;

  private Settings settings;
  private long seenChanges;
  private boolean lookForJobs = true;
  private @Nullable Instant nextDueAt;
  private Worker.@Nullable Stop stop;
  private Time.@Nullable Deadline drainDeadline;
  private boolean drained;
  private boolean troubled;

  /// @param self as it is to join
  /// @param whenEnded called from other threads when a process has ended: [#runOnce] is due then
  public Engine(
      Store store,
      Worker self,
      WorkerOptions options,
      Host host,
      Time time,
      Consumer<WorkerEvent> events,
      Runnable whenEnded) {
    this.store = store;
    this.options = options;
    this.host = host;
    this.time = time;
    this.events = events;
    this.membership = new Membership(store.workers(), self, time);
    this.neighbours = new Neighbours(store.workers(), membership, host, time);
    this.running = new Running(options.slots());
    this.settings = store.config().settings();
    this.launches = new Launches(host, time, () -> settings.bytes(Setting.OUTPUT_MAX), whenEnded);
    this.endings = new Endings(running, launches, events);
  }

  /// Makes the worker known. Jobs are claimed from the next [#runOnce] on.
  public void join() {
    membership.join(settings);
  }

  /// Forgets the worker, which must be [#isDone].
  public void leave() {
    membership.leave();
  }

  /// One step: obeys, enforces, rescues, stores what has ended and claims.
  ///
  /// @return how long nothing will be due, unless somebody wakes the worker or a process ends
  public Duration runOnce() {
    var grace = settings.duration(Setting.KILL_GRACE);
    running.all().forEach(job -> job.enforce(grace));
    endings.collect(settings);
    try {
      keepLeases();
      notice();
      rescue();
      exchange();
      drained = options.drain() && running.isEmpty() && !store.workers().hasWork(options.queues());
      reached();
    } catch (QueueException.Unavailable e) {
      unreachable(e);
      return STORE_PAUSE;
    }
    return untilNext();
  }

  private void keepLeases() {
    if (!membership.heartbeat(settings)) {
      // What was taken over belongs to its heir, who watches the same processes.
      running.forgetAll();
      lookForJobs = true;
    }
  }

  /// Looks at the configuration and at what is wanted of this worker, if anybody has changed
  /// anything.
  private void notice() {
    var changes = store.changes();
    if (changes == seenChanges) {
      return;
    }
    seenChanges = changes;
    lookForJobs = true;
    settings = store.config().settings();
    var orders = store.workers().orders(membership.id());
    orders.cancelled().forEach(this::cancel);
    if (orders.stop() != null) {
      stop(orders.stop());
    }
  }

  private void cancel(long seq) {
    running
        .find(seq)
        .ifPresent(job -> job.end(RunningJob.Reason.CANCEL, settings.duration(Setting.KILL_GRACE)));
  }

  /// Claims nothing more; with `NOW`, also ends what runs as interrupted.
  public void stop(Worker.Stop how) {
    if (stop == null) {
      var limit = settings.duration(Setting.DRAIN_TIMEOUT);
      drainDeadline = limit.isZero() ? null : time.in(limit);
      events.accept(new WorkerEvent.Draining(running.count()));
    }
    if (how == Worker.Stop.NOW && stop != Worker.Stop.NOW) {
      var grace = settings.duration(Setting.KILL_GRACE);
      running.all().forEach(job -> job.end(RunningJob.Reason.INTERRUPT, grace));
    }
    stop = stop == Worker.Stop.NOW ? stop : how;
  }

  private void rescue() {
    if (options.onlyJob() != null) {
      return;
    }
    for (var inherited : neighbours.inherit(settings)) {
      takeOver(inherited);
      seenChanges = Long.MIN_VALUE; // one of them may be cancelled already
    }
  }

  private void takeOver(Neighbours.Inherited inherited) {
    var job = inherited.job();
    var from = inherited.from();
    var ranBefore = Duration.between(Objects.requireNonNull(job.startedAt()), time.now());
    var runningJob = running(job, ranBefore.isNegative() ? Duration.ZERO : ranBefore);
    runningJob.attach(
        inherited.reachable()
            ? launches.adopt(job, Host.journal(host.run(), from.id()))
            : launches.giveUp(
                job, "its worker %s on %s is gone".formatted(from.id(), from.host())));
    log.info("adopted {} from={}", runningJob, from.id());
    events.accept(new WorkerEvent.Adopted(job, from.id()));
  }

  private RunningJob running(Job job, Duration ranBefore) {
    var runningJob =
        new RunningJob(job, settings.timeout(job.policy()).orElse(null), ranBefore, time);
    running.add(runningJob);
    return runningJob;
  }

  private void exchange() {
    var free = stop == null ? running.freeSlots() : List.<Integer>of();
    var claiming = !free.isEmpty() && (lookForJobs || isDue());
    if (endings.isEmpty() && !claiming) {
      return;
    }
    var exchanged =
        store
            .workers()
            .exchange(
                new Exchange(
                    membership.id(),
                    endings.waiting(),
                    free,
                    options.queues(),
                    options.onlyJob(),
                    time.now(),
                    membership.leaseUntil(settings)));
    endings.stored(exchanged.lost());
    exchanged.claimed().forEach(this::launch);
    nextDueAt = exchanged.nextDueAt();
    lookForJobs = mayHaveLeft(exchanged, free);
  }

  private boolean isDue() {
    return nextDueAt != null && !nextDueAt.isAfter(time.now());
  }

  /// All slots filled: there may be more jobs than slots.
  private static boolean mayHaveLeft(Exchanged exchanged, List<Integer> free) {
    return exchanged.claimed().size() == free.size();
  }

  private void launch(Job job) {
    events.accept(new WorkerEvent.Started(job));
    var runningJob = running(job, Duration.ZERO);
    runningJob.attach(launches.launch(job));
    log.info("claimed {} slot={}", runningJob, Objects.requireNonNull(job.lease()).slot());
  }

  private void unreachable(QueueException.Unavailable e) {
    if (!troubled) {
      troubled = true;
      log.warn("store unavailable reason={}", e.getMessage());
      events.accept(new WorkerEvent.Troubled(e.getMessage()));
    }
  }

  private void reached() {
    if (troubled) {
      troubled = false;
      events.accept(new WorkerEvent.Recovered());
    }
  }

  private Duration untilNext() {
    if (stop == Worker.Stop.DRAIN && drainDeadline != null && time.isPast(drainDeadline)) {
      stop(Worker.Stop.NOW);
    }
    var deadlines =
        Stream.concat(
            Stream.of(membership.due(), neighbours.due(), drainDeadline),
            running.all().stream().map(RunningJob::deadline));
    var timed =
        deadlines.filter(Objects::nonNull).map(time::until).min(Duration::compareTo).orElseThrow();
    var poll = settings.duration(Setting.POLL_INTERVAL);
    return Stream.of(timed, poll, untilDue()).min(Duration::compareTo).orElseThrow();
  }

  private Duration untilDue() {
    var waits = nextDueAt != null && stop == null && !running.freeSlots().isEmpty();
    return waits
        ? Duration.between(time.now(), Objects.requireNonNull(nextDueAt))
        : settings.duration(Setting.POLL_INTERVAL);
  }

  /// Whether the worker may leave: it was asked to, or has nothing left to do and was started for
  /// that.
  public boolean isDone() {
    return running.isEmpty() && endings.isEmpty() && !troubled && (stop != null || drained);
  }
}
