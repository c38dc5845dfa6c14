package dev.queuectl.report;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.Worker;
import dev.queuectl.store.JobTies;
import dev.queuectl.store.JobTies.Parent;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Why a job is not running now. Pure, but for [#of(Job, Store, Instant, Optional)].
public final class Why {
  private final Job job;
  private final Queue queue;
  private final Instant now;
  private final JobTies ties;

  private Why(Job job, Queue queue, Instant now, JobTies ties) {
    this.job = job;
    this.queue = queue;
    this.now = now;
    this.ties = ties;
  }

  /// A worker that is alive, and how many of its slots are taken.
  public record Load(Worker worker, int busy) {}

  /// All reasons there are, at least one; of a job that runs or has ended, that it does.
  ///
  /// @param queue that of the job
  /// @param workers those that are alive
  /// @param obstacle what keeps workers of this host from starting jobs, as anybody can see
  public static List<Reason> of(
      Job job,
      Queue queue,
      Instant now,
      List<Load> workers,
      Settings settings,
      Optional<String> obstacle) {
    return of(job, queue, now, workers, settings, obstacle, JobTies.NONE);
  }

  private static List<Reason> of(
      Job job,
      Queue queue,
      Instant now,
      List<Load> workers,
      Settings settings,
      Optional<String> obstacle,
      JobTies ties) {
    var why = new Why(job, queue, now, ties);
    return switch (job.state()) {
      case PENDING, FAILED -> why.waiting(workers, settings, obstacle);
      case PROCESSING -> why.running(workers);
      case COMPLETED -> List.of(new Reason.Completed(job.finishedAt()));
      case CANCELLED -> List.of(why.cancelled());
      case DEAD -> List.of(new Reason.Dead(job.id(), job.finishedAt(), job.failure()));
    };
  }

  /// The same, with what the store says of its queue and its workers.
  public static List<Reason> of(Job job, Store store, Instant now, Optional<String> obstacle) {
    return of(job, job.surroundings().parent(), store, now, obstacle);
  }

  /// The same for somebody who waits for it inside another job.
  ///
  /// @param parent the id of that one, which may hold the place that the job needs
  public static List<Reason> of(
      Job job, @Nullable String parent, Store store, Instant now, Optional<String> obstacle) {
    return store.snapshot(() -> new Sight(store, now, obstacle).of(job, parent));
  }

  /// The first reason of each of these jobs, in one look at the store.
  ///
  /// @param parent the id of the job in which somebody waits for them, if there is one
  public static List<Reason> firstOfEach(
      List<Job> jobs,
      Optional<String> parent,
      Store store,
      Instant now,
      Optional<String> obstacle) {
    return store.snapshot(
        () -> {
          var sight = new Sight(store, now, obstacle);
          return jobs.stream()
              .map(job -> sight.of(job, parent.orElse(job.surroundings().parent())).getFirst())
              .toList();
        });
  }

  /// What the store says of queues and workers, read once.
  private static final class Sight {
    private final Store store;
    private final Instant now;
    private final Optional<String> obstacle;
    private final List<Load> loads;
    private final Settings settings;
    private final Map<String, Queue> queues = new HashMap<>();

    Sight(Store store, Instant now, Optional<String> obstacle) {
      this.store = store;
      this.now = now;
      this.obstacle = obstacle;
      this.loads =
          LiveWorkers.of(store.workers(), now).stream()
              .map(worker -> new Load(worker, store.workers().leasedBy(worker.id()).size()))
              .toList();
      this.settings = store.config().settings().usable();
    }

    List<Reason> of(Job job, @Nullable String parent) {
      var queue = queues.computeIfAbsent(job.queue(), store.queues()::find);
      var ties = job.ties().conditions() > 0 ? store.jobs().ties(job.seq()) : JobTies.NONE;
      return Why.of(job, queue, now, loads, settings, obstacle, ties).stream()
          .map(reason -> parent == null ? reason : ofParent(parent, job, reason, store))
          .toList();
    }
  }

  /// As long as the parent runs, it will not give up the place.
  private static Reason ofParent(String parent, Job job, Reason reason, Store store) {
    return switch (reason) {
      case Reason.SlotsBusy(var slots, var queue) ->
          running(parent, job, store)
              .filter(found -> holdsSlotFor(found, queue, store))
              .<Reason>map(_ -> new Reason.ParentHoldsPlace(parent, slots, queue, false))
              .orElse(reason);
      case Reason.QueueFull(var queue, var limit, _) ->
          running(parent, job, store)
              .filter(found -> found.queue().equals(queue))
              .<Reason>map(_ -> new Reason.ParentHoldsPlace(parent, limit, queue, true))
              .orElse(reason);
      default -> reason;
    };
  }

  /// Another job may have its id by now.
  private static Optional<Job> running(String parent, Job job, Store store) {
    return store
        .jobs()
        .find(parent)
        .filter(found -> found.state() == JobState.PROCESSING && found.seq() != job.seq());
  }

  private static boolean holdsSlotFor(Job parent, String queue, Store store) {
    var worker = Objects.requireNonNull(parent.lease()).worker();
    return store.workers().workers().stream()
        .anyMatch(each -> each.id().equals(worker) && LiveWorkers.serves(each, queue));
  }

  /// The reasons that hold whatever workers there are; none of a job that any could start.
  ///
  /// @param job pending or failed
  public static List<Reason> withoutWorkers(Job job, Queue queue, Instant now) {
    return new Why(job, queue, now, JobTies.NONE).ofJobAndQueue();
  }

  private Reason cancelled() {
    if (job.ties().isSkipped()) {
      return new Reason.NotRun(
          job.id(),
          job.finishedAt(),
          ties.parents().stream().filter(Parent::isNever).findFirst().orElse(null));
    }
    return Job.EXPIRED.equals(job.error())
        ? new Reason.Expired(
            job.id(), job.finishedAt(), (Duration) job.policy().get(JobField.EXPIRES))
        : new Reason.Cancelled(job.finishedAt());
  }

  private List<Reason> running(List<Load> workers) {
    var lease = Objects.requireNonNull(job.lease());
    var reasons = new ArrayList<Reason>();
    var watched = workers.stream().anyMatch(load -> load.worker.id().equals(lease.worker()));
    reasons.add(
        watched
            ? new Reason.Runs(job.startedAt(), lease.slot(), lease.worker())
            : new Reason.WorkerDied(lease.worker()));
    if (job.cancelRequestedAt() != null) {
      reasons.add(new Reason.CancelRequested(job.cancelRequestedAt()));
    }
    if (watched && lease.until().isBefore(now)) {
      reasons.add(new Reason.WorkerSilent());
    }
    return reasons;
  }

  /// First what somebody has said, then what passes by itself, then what is amiss with workers.
  private List<Reason> waiting(List<Load> workers, Settings settings, Optional<String> obstacle) {
    var reasons = new ArrayList<>(ofJobAndQueue());
    obstacle.map(Reason.HostObstructed::new).ifPresent(reasons::add);
    ofWorkers(workers).ifPresent(reasons::add);
    if (reasons.isEmpty()) {
      reasons.add(new Reason.SlotFree(settings.duration(Setting.POLL_INTERVAL)));
    }
    job.expiresAt().map(Reason.Expires::new).ifPresent(reasons::add);
    return reasons;
  }

  private List<Reason> ofJobAndQueue() {
    return Stream.of(ofHold(), ofOthers(), ofPause(), ofTime(), ofLimit())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Reason> ofOthers() {
    if (job.ties().waitingOn() == 0) {
      return Optional.empty();
    }
    return ties.parents().stream()
        .filter(other -> other.job() != null && other.end() == null && other.willBeNever())
        .findFirst()
        .<Reason>map(Reason.BeingCancelled::new)
        .or(
            () ->
                Optional.of(
                    new Reason.WaitsFor(
                        ties.parents().stream().filter(other -> other.end() == null).toList())));
  }

  private Optional<Reason> ofHold() {
    return job.held() ? Optional.of(new Reason.Held(job.id())) : Optional.empty();
  }

  private Optional<Reason> ofPause() {
    return queue.isPaused()
        ? Optional.of(new Reason.QueuePaused(queue.name(), queue.pausedAt(), queue.pauseReason()))
        : Optional.empty();
  }

  private Optional<Reason> ofTime() {
    var failed = job.state() == JobState.FAILED;
    var due = failed ? job.nextRetryAt() : job.runAt();
    if (due == null || !due.isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(
        failed
            ? new Reason.RetryDue(job.attempts(), job.maxAttempts(), job.failure(), due)
            : job.snoozes() > 0 && job.error() != null
                ? new Reason.Snoozed(job.error(), job.snoozes(), due)
                : new Reason.Scheduled(due));
  }

  private Optional<Reason> ofLimit() {
    var limit = queue.concurrency();
    return limit != null && queue.isFull()
        ? Optional.of(new Reason.QueueFull(queue.name(), limit, queue.count(JobState.PROCESSING)))
        : Optional.empty();
  }

  private Optional<Reason> ofWorkers(List<Load> workers) {
    if (workers.isEmpty()) {
      return Optional.of(new Reason.NoWorker());
    }
    var serving =
        workers.stream().filter(load -> LiveWorkers.serves(load.worker, job.queue())).toList();
    if (serving.isEmpty()) {
      return Optional.of(new Reason.QueueUnserved(job.queue()));
    }
    var claiming = serving.stream().filter(load -> load.worker.stop() == null).toList();
    if (claiming.isEmpty()) {
      return Optional.of(new Reason.WorkersStopping());
    }
    var able = claiming.stream().filter(load -> load.worker.trouble() == null).toList();
    if (able.isEmpty()) {
      var unable = claiming.stream().map(Load::worker).toList();
      return Optional.of(new Reason.WorkersUnable(LiveWorkers.troubles(unable)));
    }
    var slots = able.stream().mapToInt(load -> load.worker.slots()).sum();
    var busy = able.stream().mapToInt(Load::busy).sum();
    return busy < slots ? Optional.empty() : Optional.of(new Reason.SlotsBusy(slots, job.queue()));
  }
}
