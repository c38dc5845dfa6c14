package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Wait;
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
/// @param busy how many of their slots run a job
/// @param waiting what the pending and failed ones wait for
/// @param nextDue when the next scheduled job or retry is due
/// @param oldestWaiting how long the job that waits longest for a slot has done so
/// @param completedLastMinute the throughput
/// @param paused the queues that are
/// @param overdue schedules whose time has come while no worker runs, in clauses
/// @param late schedules of which no run has completed in time, in clauses
/// @param obstacle what keeps workers of this host from starting jobs, as anybody can see
public record Status(
    Map<JobState, Long> counts,
    Map<Wait, Long> waiting,
    List<Worker> workers,
    int busy,
    Instant now,
    Optional<Instant> nextDue,
    Optional<Duration> oldestWaiting,
    long completedLastMinute,
    List<Queue> paused,
    List<String> overdue,
    List<String> late,
    Optional<String> obstacle) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The first may be due already, and no worker there to see to it.
  private static final int DUE_LOOKED_AT = 20;

  private static final int MOST_OVERDUE = 5;

  public static Status of(Store store, Instant now, Optional<String> obstacle) {
    return store.snapshot(() -> read(store, now, obstacle));
  }

  private static Status read(Store store, Instant now, Optional<String> obstacle) {
    var workers = LiveWorkers.of(store.workers(), now);
    return new Status(
        store.jobs().counts(),
        store.jobs().waiting(now),
        workers,
        workers.stream().mapToInt(worker -> LiveWorkers.busy(store.workers(), worker)).sum(),
        now,
        store.jobs().nextDue(DUE_LOOKED_AT).stream()
            .flatMap(job -> Wait.due(job, now).stream())
            .findFirst(),
        store.jobs().oldestWaitingSince().map(since -> Durations.between(since, now)),
        store.metrics().completedSince(now.minus(MINUTE)).jobs(),
        store.queues().list().stream().filter(Queue::isPaused).toList(),
        workers.isEmpty() ? overdue(store, now) : List.of(),
        store.schedules().late(now, MOST_OVERDUE),
        obstacle);
  }

  private static List<String> overdue(Store store, Instant now) {
    return store.schedules().due(now, MOST_OVERDUE).stream()
        .flatMap(schedule -> schedule.overdue(now).stream())
        .toList();
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

  /// @param forScripts with the words that scripts of the family look for: `workers` and `active`,
  ///   which count slots
  public List<String> lines(boolean forScripts) {
    var lines = new ArrayList<String>();
    for (var state : JobState.values()) {
      lines.add(state.word() + ": " + count(state));
    }
    lines.add("total: " + total());
    waiting.forEach((wait, jobs) -> lines.add(wait.word() + ": " + jobs));
    nextDue.ifPresent(due -> lines.add("next_due: in " + Durations.text(rounded(due))));
    lines.add("worker_processes: " + workers.size());
    lines.add("slots: " + slots());
    lines.add("busy: " + busy);
    if (forScripts) {
      lines.add("workers: " + slots());
      lines.add("active: " + slots());
    }
    lines.add("completed_last_minute: " + completedLastMinute);
    oldestWaiting.ifPresent(waited -> lines.add("oldest_waiting: " + Durations.text(waited)));
    paused.forEach(queue -> lines.add("paused_queue: " + text(queue)));
    overdue.forEach(schedule -> lines.add("schedule_overdue: " + schedule));
    late.forEach(schedule -> lines.add("schedule_late: " + schedule));
    claimingPaused().ifPresent(why -> lines.add("claiming: paused, " + why));
    LiveWorkers.troubles(workers).forEach(trouble -> lines.add("worker_trouble: " + trouble));
    return lines;
  }

  /// To seconds, upwards: nothing is due in 0s.
  private Duration rounded(Instant due) {
    return Duration.ofSeconds(Durations.between(now, due).plusMillis(999).toSeconds());
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
    waiting.forEach((wait, jobs) -> json.field(wait.word(), jobs));
    json.field("next_due", nextDue.orElse(null));
    json.field("workers", (long) slots());
    json.field("worker_processes", (long) workers.size());
    json.field("busy", (long) busy);
    json.field("completed_last_minute", completedLastMinute);
    json.field("oldest_waiting", oldestWaiting.orElse(null));
    json.list("paused_queues", paused.stream().map(Queue::name).toList());
    json.list("schedules_overdue", overdue);
    json.list("schedules_late", late);
    json.field("claiming_paused", claimingPaused().orElse(null));
    json.list("worker_troubles", LiveWorkers.troubles(workers));
  }
}
