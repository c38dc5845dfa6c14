package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.worker.Throughput;
import dev.queuectl.cli.worker.UsualRuns;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.store.Changes;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Store;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what `top` shows: only when somebody has changed the store, and never more than the first
/// jobs of each kind.
@Prototype
final class TopReader {
  private static final int JOBS = 200;

  /// What is over is seldom looked for far back.
  private static final int FINISHED = 50;

  /// So many queues that are paused or full are looked into.
  private static final int QUEUES = 20;

  /// Nobody writes down that a worker has died, or that time has passed.
  private static final Duration AT_LEAST = Duration.ofSeconds(5);

  private static final Duration USUAL_EVERY = Duration.ofSeconds(10);

  /// Shorter than minutes are kept.
  private static final Duration COUNTED = Duration.ofHours(12);

  private final StoreAccess access;
  private @Nullable TopData data;
  private @Nullable Throughput throughput;
  private @Nullable Instant begunAt;
  private UsualRuns usual = UsualRuns.NONE;
  private @Nullable Changes changes;
  private Instant readAt = Instant.EPOCH;
  private Instant usualAt = Instant.EPOCH;

  TopReader(StoreAccess access) {
    this.access = access;
  }

  /// The current data, read again if necessary.
  TopData read() {
    var store = access.openToStay();
    var now = access.now();
    var known = data;
    if (hasChanged(store) || known == null || isOver(readAt, AT_LEAST, now)) {
      readAt = now;
      known = store.snapshot(() -> read(store, now));
      data = known;
    }
    throughput(store, now).look(completed(store), now);
    return known;
  }

  private boolean hasChanged(Store store) {
    var asked = changes == null ? store.changes() : changes;
    changes = asked;
    var any = asked.any();
    asked.seen();
    return any;
  }

  /// We have changed the store ourselves; the store does not announce that to us.
  void forget() {
    data = null;
  }

  Throughput throughput() {
    return Objects.requireNonNull(throughput, "nothing has been read yet");
  }

  /// Since `top` was started, or a bit before.
  private long completed(Store store) {
    return store.metrics().completedSince(Objects.requireNonNull(begunAt)).jobs();
  }

  private static List<Rollup> before(Store store, Instant now) {
    return store.metrics().rollups(Rollup.Span.SECOND, now.minusSeconds(Throughput.SECONDS));
  }

  private Throughput throughput(Store store, Instant now) {
    var made = throughput;
    if (made == null) {
      begunAt = Rollup.Span.MINUTE.begin(now);
      made = new Throughput(completed(store), before(store, now), now);
      throughput = made;
    }
    if (isOver(Objects.requireNonNull(begunAt), COUNTED, now)) {
      made.look(completed(store), now);
      begunAt = Rollup.Span.MINUTE.begin(now);
      made.restart(completed(store));
    }
    return made;
  }

  private TopData read(Store store, Instant now) {
    var jobs = store.jobs();
    if (isOver(usualAt, USUAL_EVERY, now)) {
      usual = UsualRuns.of(jobs.list(JobQuery.newest(JOBS, JobState.COMPLETED)));
      usualAt = now;
    }
    var workers = LiveWorkers.of(store.workers(), now);
    var closed =
        store.queues().list().stream().filter(queue -> queue.isPaused() || queue.isFull()).toList();
    return new TopData(
        jobs.counts(),
        workers,
        lists(jobs, closed),
        closed,
        access.obstacle().or(() -> LiveWorkers.commonTrouble(workers)),
        jobs.oldestWaitingSince(),
        usual);
  }

  private static TopLists lists(JobStore jobs, List<Queue> closed) {
    var running = new JobQuery(Set.of(JobState.PROCESSING), null, null, JobQuery.Sort.OLDEST, JOBS);
    var ready = jobs.nextReady(JOBS);
    var due = jobs.nextDue(JOBS);
    return new TopLists(
        jobs.list(running),
        ready,
        due,
        blocked(jobs, closed, Stream.concat(ready.stream(), due.stream())),
        TopSort.lastEndedFirst(jobs.list(JobQuery.newest(JOBS, JobState.DEAD))),
        jobs.lastEnded(Set.of(JobState.COMPLETED, JobState.CANCELLED), FINISHED));
  }

  /// What waits, but neither for a slot nor for its time. No index has the held jobs: they are seen
  /// among the newest.
  private static List<Job> blocked(JobStore jobs, List<Queue> closed, Stream<Job> others) {
    var known = others.map(Job::seq).collect(Collectors.toSet());
    var names = closed.stream().map(Queue::name).collect(Collectors.toSet());
    var waiting = Set.of(JobState.PENDING, JobState.FAILED);
    var inClosed =
        names.stream()
            .limit(QUEUES)
            .map(name -> new JobQuery(waiting, name, null, JobQuery.Sort.PRIORITY, JOBS))
            .flatMap(query -> jobs.list(query).stream());
    var newest = jobs.list(new JobQuery(waiting, null, null, JobQuery.Sort.NEWEST, JOBS)).stream();
    return Stream.concat(inClosed, newest)
        .filter(job -> job.held() || names.contains(job.queue()))
        .filter(job -> known.add(job.seq()))
        .limit(JOBS)
        .toList();
  }

  /// Also when the clock was set back.
  private static boolean isOver(Instant since, Duration duration, Instant now) {
    return now.isBefore(since) || !now.isBefore(since.plus(duration));
  }
}
