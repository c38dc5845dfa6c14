package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Worker;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the queue as a whole stands.
///
/// @param counts of jobs, for every state
/// @param workers those that are alive
/// @param oldestWaiting how long the job that waits longest for a slot has done so
/// @param completedLastMinute the throughput
/// @param paused the queues that are
/// @param obstacle what keeps workers of this host from starting jobs, as anybody can see
public record Status(
    Map<JobState, Long> counts,
    List<Worker> workers,
    Optional<Duration> oldestWaiting,
    long completedLastMinute,
    List<Queue> paused,
    Optional<String> obstacle) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public static Status of(Store store, Instant now, Optional<String> obstacle) {
    return store.snapshot(() -> read(store, now, obstacle));
  }

  private static Status read(Store store, Instant now, Optional<String> obstacle) {
    return new Status(
        store.jobs().counts(),
        LiveWorkers.of(store.workers(), now),
        store.jobs().oldestWaitingSince().map(since -> Durations.between(since, now)),
        store.metrics().completedSince(now.minus(MINUTE)).jobs(),
        store.queues().list().stream().filter(Queue::isPaused).toList(),
        obstacle);
  }

  private int slots() {
    return workers.stream().mapToInt(Worker::slots).sum();
  }

  private long count(JobState state) {
    return counts.getOrDefault(state, 0L);
  }

  private long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// What everybody can see, or else what all workers say.
  private Optional<String> claimingPaused() {
    return obstacle.or(() -> LiveWorkers.commonTrouble(workers));
  }

  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var state : JobState.values()) {
      lines.add(state.word() + ": " + count(state));
    }
    lines.add("total: " + total());
    lines.add("workers: " + slots());
    lines.add("active: " + slots()); // the word that scripts of the family look for
    lines.add("worker_processes: " + workers.size());
    lines.add("completed_last_minute: " + completedLastMinute);
    oldestWaiting.ifPresent(waited -> lines.add("oldest_waiting: " + Durations.text(waited)));
    paused.forEach(queue -> lines.add("paused_queue: " + text(queue)));
    claimingPaused().ifPresent(why -> lines.add("claiming: paused, " + why));
    LiveWorkers.troubles(workers).forEach(trouble -> lines.add("worker_trouble: " + trouble));
    return lines;
  }

  private static String text(Queue queue) {
    var waiting = queue.count(JobState.PENDING) + queue.count(JobState.FAILED);
    return "%s, %,d waiting%s"
        .formatted(
            queue.name(), waiting, queue.pauseReason() == null ? "" : ": " + queue.pauseReason());
  }

  public void fields(JsonOut json) {
    for (var state : JobState.values()) {
      json.field(state.word(), count(state));
    }
    json.field("total", total());
    json.field("workers", (long) slots());
    json.field("worker_processes", (long) workers.size());
    json.field("completed_last_minute", completedLastMinute);
    json.field("oldest_waiting", oldestWaiting.orElse(null));
    json.list("paused_queues", paused.stream().map(Queue::name).toList());
    json.field("claiming_paused", claimingPaused().orElse(null));
    json.list("worker_troubles", LiveWorkers.troubles(workers));
  }
}
