package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.Lease;
import dev.queuectl.Settings;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.store.WorkerStore;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Exchanged;
import dev.queuectl.store.WorkerStore.Quarantined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The traffic between this worker and the store: ended jobs go there, new ones come back and are
/// launched. If jobs are short, more are claimed than there are slots, and wait in the [Prefetch];
/// ends may then wait a moment, too, so that one commit covers many.
final class Claiming {
  private static final Logger log = LoggerFactory.getLogger(Claiming.class);

  /// How long ends may wait for others while the slots have enough to do.
  private static final Duration GROUP = Duration.ofMillis(20);

  /// How many jobs one exchange may claim, and how many may wait here.
  private static final int MOST_AT_ONCE = 500;

  private final WorkerStore store;
  private final Membership membership;
  private final WorkerOptions options;
  private final Time time;
  private final Running running;
  private final Launches launches;
  private final UnstoredEndings endings;
  private final Prefetch prefetch;
  private final Expiry expiry;
  private final Consumer<WorkerEvent> events;
  private final Hindrance hindrance;
  private final Room room;

  private final List<Job> unstarted = new ArrayList<>();
  private boolean lookForJobs = true;
  private boolean crowded;
  private @Nullable Instant nextDueAt;
  private Time.@Nullable Deadline group;

  Claiming(
      WorkerStore store,
      Membership membership,
      WorkerOptions options,
      Time time,
      Running running,
      Launches launches,
      UnstoredEndings endings,
      Expiry expiry,
      Consumer<WorkerEvent> events) {
    this.store = store;
    this.membership = membership;
    this.options = options;
    this.time = time;
    this.running = running;
    this.launches = launches;
    this.endings = endings;
    this.expiry = expiry;
    this.prefetch = launches.prefetch();
    this.events = events;
    this.hindrance = new Hindrance(time);
    this.room = new Room(launches::carries, time);
  }

  /// Why jobs cannot be started, if they cannot.
  Optional<String> hindrance() {
    return hindrance.reason();
  }

  /// There may be jobs now, where there were none.
  void lookForJobs() {
    lookForJobs = true;
  }

  /// Collects what the launcher's threads have launched and seen end since the last time.
  void collect(Settings settings) {
    var soon = group != null && !isOverdue(group);
    // first: what has begun and ended since is among the begun, too
    var all = launches.exited(soon);
    begin(settings);
    all.forEach(exited -> undoIfHindered(exited, settings));
    endings.collect(all.stream().filter(exited -> !isUndone(exited)).toList(), settings);
    hindrance.look();
  }

  private static boolean isUndone(Exited exited) {
    return exited.exit().end() instanceof End.Hindered(_, var spent) && !spent;
  }

  /// A job that could not be started goes back to its place, as if it had never been claimed; if
  /// that is impossible, its attempt is stored as never started.
  private void undoIfHindered(Exited exited, Settings settings) {
    if (!(exited.exit().end() instanceof End.Hindered(var why, var spent))) {
      hindrance.ended(exited.job().seq());
      return;
    }
    log.info("could not start job={} reason={}", exited.job().id(), why);
    takeBack(settings);
    if (hindrance.reason().isEmpty()) {
      launches.rest();
      room.doubt();
    }
    if (!spent && running.remove(exited.job()).isPresent()) {
      unstarted.add(exited.job());
      events.accept(new WorkerEvent.Unstarted(exited.job()));
    }
    hindrance.hindered(why, running.count() - (spent ? 1 : 0));
    lookForJobs = true;
  }

  private void begin(Settings settings) {
    for (var begun : prefetch.begun()) {
      var job = begun.job();
      running.begin(job, settings).attach(begun.process());
      tell(job);
    }
  }

  private void tell(Job job) {
    events.accept(new WorkerEvent.Started(job));
    log.info("claimed job={} attempt={} slot={}", job.id(), job.lastAttempt(), lease(job).slot());
  }

  private void tell(Quarantined quarantined) {
    events.accept(new WorkerEvent.Quarantined(quarantined.job(), quarantined.reason()));
  }

  private static Lease lease(Job job) {
    return Objects.requireNonNull(job.lease());
  }

  /// Fills the free slots, and stores whatever is due to be stored.
  ///
  /// @param open whether jobs may be launched
  void exchange(Settings settings, boolean open) {
    if (!open || isOverdue(prefetch.deadline())) {
      unstarted.addAll(prefetch.takeBack());
    }
    var free = open ? withoutNext(allowed(running.freeSlots()), settings) : List.<Integer>of();
    var next = open ? nextSlots() : List.<Integer>of();
    var wanted = !(free.isEmpty() && next.isEmpty()) && (lookForJobs || isDue() || hasMadeRoom());
    if (wanted || !unstarted.isEmpty() || haveEndingsToGo()) {
      exchange(wanted ? free : List.of(), wanted ? next : List.of(), settings);
    }
  }

  private List<Integer> allowed(List<Integer> free) {
    var most = hindrance.most(room.of(running.slots())) - running.count();
    return most >= free.size() ? free : free.subList(0, Math.max(0, most));
  }

  private boolean isOverdue(Time.@Nullable Deadline deadline) {
    return deadline != null && time.isPast(deadline);
  }

  /// Launches waiting jobs in the free slots.
  private List<Integer> withoutNext(List<Integer> free, Settings settings) {
    var left = new ArrayList<>(free);
    left.removeIf(launches::launchNext);
    begin(settings);
    return left.subList(0, Math.min(left.size(), MOST_AT_ONCE));
  }

  /// A slot for each job to claim ahead, in all no more than one transaction takes; none while
  /// enough are waiting, or while the slots make no progress.
  private List<Integer> nextSlots() {
    var slots = room.of(running.slots());
    var wanted = Math.min(slots * endings.pace().ahead(), MOST_AT_ONCE);
    var waiting = prefetch.size();
    var none =
        endings.isEmpty()
            || waiting * 2 > wanted
            || running.isCrowded()
            || hindrance.reason().isPresent();
    return none || options.onlyJob() != null
        ? List.of()
        : IntStream.range(waiting, wanted).mapToObj(i -> i % slots).toList();
  }

  private boolean haveEndingsToGo() {
    if (endings.isEmpty() || prefetch.size() == 0) {
      return !endings.isEmpty();
    }
    if (group == null) {
      group = time.in(GROUP);
    }
    return isOverdue(group);
  }

  private void exchange(List<Integer> free, List<Integer> next, Settings settings) {
    var exchanged =
        store.exchange(
            new Exchange(
                membership.id(),
                endings.waiting(),
                List.copyOf(unstarted),
                free,
                next,
                options.queues(),
                options.onlyJob(),
                time.now(),
                membership.leaseUntil(settings)));
    unstarted.clear();
    group = null;
    launches.exits().listen();
    endings.stored(exchanged);
    exchanged.quarantined().forEach(this::tell);
    launch(exchanged, free.size(), settings);
    nextDueAt = exchanged.nextDueAt();
    expiry.noticed(exchanged.nextExpiryAt());
    // If all slots were filled, there may be more jobs than slots. There may also be more after
    // those in quarantine.
    lookForJobs = exchanged.claimed().size() >= free.size() || !exchanged.quarantined().isEmpty();
    crowded = exchanged.crowded();
  }

  private void launch(Exchanged exchanged, int free, Settings settings) {
    var claimed = exchanged.claimed();
    var first = Math.min(free, claimed.size());
    for (var job : claimed.subList(0, first)) {
      var runningJob = running.begin(job, settings);
      tell(job);
      runningJob.attach(launches.launch(job));
    }
    prefetch.add(claimed.subList(first, claimed.size()));
    if (first > 0) {
      var all = first < free || running.count() >= room.of(running.slots());
      hindrance.launched(claimed.stream().map(Job::seq).toList(), running.count(), all);
    } else if (free > 0) {
      hindrance.idle();
    }
  }

  /// Whether an end may let a job begin that was waiting for its queue's limit.
  private boolean hasMadeRoom() {
    return crowded && !endings.isEmpty();
  }

  private boolean isDue() {
    return nextDueAt != null && !nextDueAt.isAfter(time.now());
  }

  /// A job that somebody cancelled before it was started.
  void cancel(long seq) {
    prefetch.takeBack(seq).ifPresent(endings::cancelled);
  }

  /// Stops launching jobs claimed ahead; they go back with the next exchange.
  void takeBack(Settings settings) {
    unstarted.addAll(prefetch.takeBack());
    begin(settings);
  }

  /// The jobs claimed ahead belong to others now.
  void letGo(Settings settings) {
    takeBack(settings);
    unstarted.clear();
  }

  /// Whether this worker knows it as claimed ahead and not started.
  boolean has(Job job) {
    return prefetch.has(job) || unstarted.stream().anyMatch(other -> other.seq() == job.seq());
  }

  /// Whether jobs claimed ahead are waiting.
  boolean hasBacklog() {
    return prefetch.size() > 0;
  }

  /// Whether there is nothing to store or launch.
  boolean isIdle() {
    return endings.isEmpty() && unstarted.isEmpty() && prefetch.size() == 0;
  }

  /// When something is next due here.
  Stream<Duration> due(boolean open) {
    var deadlines =
        Stream.of(prefetch.deadline(), group, hindrance.due())
            .filter(Objects::nonNull)
            .map(time::until);
    var jobs =
        open && !running.freeSlots().isEmpty()
            ? Stream.ofNullable(nextDueAt).map(due -> Duration.between(time.now(), due))
            : Stream.<Duration>empty();
    return Stream.concat(deadlines, jobs);
  }
}
