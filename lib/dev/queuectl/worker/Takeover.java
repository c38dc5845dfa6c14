package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Settings;
import dev.queuectl.Worker;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Attempts that move from one worker to another: those this one takes over, and those it loses.
final class Takeover {
  private static final Logger log = LoggerFactory.getLogger(Takeover.class);

  private final Store store;
  private final Membership membership;
  private final Host host;
  private final Running running;
  private final UnstoredEndings endings;
  private final Launches launches;
  private final Consumer<WorkerEvent> events;
  private final Neighbours neighbours;
  private boolean untidy = true;

  Takeover(
      Store store,
      Membership membership,
      Host host,
      Time time,
      Running running,
      UnstoredEndings endings,
      Launches launches,
      Consumer<WorkerEvent> events) {
    this.store = store;
    this.membership = membership;
    this.host = host;
    this.running = running;
    this.endings = endings;
    this.launches = launches;
    this.events = events;
    this.neighbours = new Neighbours(store, membership, host, time);
  }

  /// If it is time, takes over the jobs of the workers that have died since.
  ///
  /// @return whether there were any
  boolean accept(Settings settings) {
    var inherited = neighbours.inherit(settings);
    for (var one : inherited) {
      takeOver(one.job(), one.from(), one.reachable(), settings);
    }
    untidy |= !inherited.isEmpty();
    return !inherited.isEmpty();
  }

  /// The store could not be reached.
  void lostSight() {
    neighbours.lostSight();
  }

  Time.Deadline due() {
    return neighbours.due();
  }

  /// Takes over jobs that are this worker's according to the store, although it does not know of
  /// them: the step that claimed them failed half-way.
  ///
  /// @param claimedAhead whether it knows of a job although it is not running
  void reclaim(Settings settings, Predicate<Job> claimedAhead) {
    for (var job : store.workers().leasedBy(membership.id())) {
      if (!running.has(job) && !endings.has(job) && !claimedAhead.test(job)) {
        takeOver(job, membership.self(), true, settings);
      }
    }
  }

  private void takeOver(Job job, Worker from, boolean reachable, Settings settings) {
    var runningJob = running.adopt(job, settings);
    runningJob.attach(
        reachable
            ? launches.adopt(job, from.heartbeatAt())
            : launches.giveUp(
                job,
                "its worker %s on %s is gone".formatted(from.id(), from.host()),
                from.heartbeatAt()));
    log.info("adopted {} from={}", runningJob, from.id());
    events.accept(new WorkerEvent.Adopted(job, from.id()));
  }

  /// Lets go of everything: others have taken this worker for dead. An heir on this host watches
  /// the same processes; if a job went to another host, or will start again, its process must end.
  void letGo() {
    var here =
        store.workers().workers().stream()
            .filter(worker -> host.reaches().test(worker.process()))
            .map(Worker::id)
            .collect(Collectors.toSet());
    for (var runningJob : running.all()) {
      if (!isSameAttemptHere(runningJob.job(), here)) {
        log.warn("killed because the lease was lost {}", runningJob);
        runningJob.abandon();
      }
    }
    running.forgetAll();
  }

  private boolean isSameAttemptHere(Job job, Set<String> here) {
    return store
        .jobs()
        .find(job.id())
        .filter(now -> now.lastAttempt() == job.lastAttempt())
        .flatMap(now -> Optional.ofNullable(now.lease()))
        .filter(lease -> here.contains(lease.worker()))
        .isPresent();
  }

  /// Deletes what dead workers have left, as soon as the ends of all jobs taken over are stored; at
  /// start-up, what was left from before.
  void tidy() {
    if (!untidy || !endings.isEmpty() || running.hasAdopted()) {
      return;
    }
    untidy = false;
    try {
      launches.tidy(this::runningAnywhere);
    } catch (IOException e) {
      log.warn("could not tidy directory={} reason={}", host.run(), e.toString());
    }
  }

  /// All running jobs, under any worker: in a single look, since jobs move from one worker to
  /// another.
  private List<Job> runningAnywhere() {
    return store.jobs().list(JobQuery.newest(Integer.MAX_VALUE, JobState.PROCESSING));
  }
}
