package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.Store;
import dev.queuectl.Worker;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a job is not running now, in sentences. Pure.
///
/// @param workers those that are alive
public final class Why {
  private final Job job;
  private final Queue queue;
  private final Instant now;
  private final ZoneId zone;

  private Why(Job job, Queue queue, Instant now, ZoneId zone) {
    this.job = job;
    this.queue = queue;
    this.now = now;
    this.zone = zone;
  }

  /// A worker that is alive, and how many of its slots are taken.
  public record Load(Worker worker, int busy) {}

  /// All reasons there are, at least one; of a job that runs or has ended, that it does.
  ///
  /// @param queue that of the job
  /// @param obstacle what keeps workers of this host from starting jobs, as anybody can see
  public static List<String> of(
      Job job,
      Queue queue,
      Instant now,
      ZoneId zone,
      List<Load> workers,
      Settings settings,
      Optional<String> obstacle) {
    var why = new Why(job, queue, now, zone);
    return switch (job.state()) {
      case PENDING, FAILED -> why.waiting(workers, settings, obstacle);
      case PROCESSING -> why.running(workers);
      case COMPLETED -> List.of("It has completed" + why.ago(job.finishedAt()) + ".");
      case CANCELLED -> List.of("It was cancelled" + why.ago(job.finishedAt()) + ".");
      case DEAD ->
          List.of(
              "It is in the dead letter queue since%s: %s. Bring it back with: queuectl dlq retry %s"
                  .formatted(why.ago(job.finishedAt()), job.error(), job.id()));
    };
  }

  /// The same, with what the store says of its queue and its workers.
  public static List<String> of(
      Job job, Store store, Instant now, ZoneId zone, Optional<String> obstacle) {
    return store.snapshot(() -> read(job, store, now, zone, obstacle));
  }

  private static List<String> read(
      Job job, Store store, Instant now, ZoneId zone, Optional<String> obstacle) {
    var loads =
        LiveWorkers.of(store.workers(), now).stream()
            .map(worker -> new Load(worker, store.workers().leasedBy(worker.id()).size()))
            .toList();
    var queue = store.queues().find(job.queue());
    return of(job, queue, now, zone, loads, store.config().settings().usable(), obstacle);
  }

  private List<String> running(List<Load> workers) {
    var lease = Objects.requireNonNull(job.lease());
    var reasons = new ArrayList<String>();
    var watched = workers.stream().anyMatch(load -> load.worker.id().equals(lease.worker()));
    reasons.add(
        watched
            ? "It is running%s, in slot %d of worker %s."
                .formatted(since(job.startedAt()), lease.slot(), lease.worker())
            : "Its worker %s has died; it runs on or has ended meanwhile. The next worker takes it over: queuectl worker start"
                .formatted(lease.worker()));
    if (job.cancelRequestedAt() != null) {
      reasons.add("Its worker was asked%s to cancel it.".formatted(ago(job.cancelRequestedAt())));
    }
    if (watched && lease.until().isBefore(now)) {
      reasons.add("Its worker has not been heard of; another one will take the job over.");
    }
    return reasons;
  }

  private List<String> waiting(List<Load> workers, Settings settings, Optional<String> obstacle) {
    var reasons = new ArrayList<String>();
    if (job.held()) {
      reasons.add("It is held. Let it run with: queuectl release " + job.id());
    }
    var due = job.state() == JobState.FAILED ? job.nextRetryAt() : job.runAt();
    if (due != null && due.isAfter(now)) {
      reasons.add(
          job.state() == JobState.FAILED
              ? "Attempt %d of %d failed (%s); it waits for its retry%s."
                  .formatted(job.attempts(), job.maxAttempts(), job.error(), at(due))
              : "It is scheduled for later:" + at(due) + ".");
    }
    ofQueue().ifPresent(reasons::add);
    obstacle.ifPresent(why -> reasons.add("Workers of this host claim nothing now: " + why + "."));
    reasons.addAll(ofWorkers(workers));
    return reasons.isEmpty()
        ? List.of("A slot is free: it starts within " + settings.text(Setting.POLL_INTERVAL) + ".")
        : reasons;
  }

  private Optional<String> ofQueue() {
    if (queue.isPaused()) {
      var reason = queue.pauseReason() == null ? "" : ": " + queue.pauseReason();
      return Optional.of(
          "Its queue %s is paused since%s%s. Let it go on with: queuectl queue resume %s"
              .formatted(queue.name(), ago(queue.pausedAt()), reason, queue.name()));
    }
    return queue.isFull()
        ? Optional.of(
            "Its queue %s runs at most %,d at a time, and %,d are running. See queuectl queue set --help."
                .formatted(queue.name(), queue.concurrency(), queue.count(JobState.PROCESSING)))
        : Optional.empty();
  }

  private List<String> ofWorkers(List<Load> workers) {
    if (workers.isEmpty()) {
      return List.of("No worker is running. Start one with: queuectl worker start");
    }
    var serving =
        workers.stream().filter(load -> LiveWorkers.serves(load.worker, job.queue())).toList();
    if (serving.isEmpty()) {
      return List.of(
          "No worker serves the queue %s. Start one with: queuectl worker start --queue %s"
              .formatted(job.queue(), job.queue()));
    }
    var claiming = serving.stream().filter(load -> load.worker.stop() == null).toList();
    if (claiming.isEmpty()) {
      return List.of("Every worker that serves its queue is stopping.");
    }
    var able = claiming.stream().filter(load -> load.worker.trouble() == null).toList();
    if (able.isEmpty()) {
      var workersOfIt = claiming.stream().map(Load::worker).toList();
      return List.of(
          "No worker that serves its queue can start jobs now: %s."
              .formatted(String.join("; ", LiveWorkers.troubles(workersOfIt))));
    }
    var slots = able.stream().mapToInt(load -> load.worker.slots()).sum();
    var busy = able.stream().mapToInt(Load::busy).sum();
    return busy < slots
        ? List.of()
        : List.of(
            "All %d slots that serve the queue %s are busy; jobs of higher priority or enqueued earlier go first."
                .formatted(slots, job.queue()));
  }

  private String since(@Nullable Instant instant) {
    return instant == null ? "" : " for " + Durations.text(Durations.between(instant, now));
  }

  private String ago(@Nullable Instant instant) {
    return instant == null
        ? ""
        : " %s (%s ago)"
            .formatted(Times.local(instant, zone), Durations.text(Durations.between(instant, now)));
  }

  private String at(@Nullable Instant instant) {
    if (instant == null) {
      return "";
    }
    return " %s (in %s)"
        .formatted(Times.local(instant, zone), Durations.text(Durations.between(now, instant)));
  }
}
