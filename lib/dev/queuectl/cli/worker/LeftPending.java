package dev.queuectl.cli.worker;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Why jobs are still pending when a worker that drained its queues leaves.
///
/// @param queues those it served; empty means all
record LeftPending(Store store, Set<String> queues, Instant now) {
  /// More are counted, and not looked at one by one.
  private static final int MOST = 1000;

  private static final String LATER = "scheduled for later";

  /// A sentence; empty if there are none.
  Optional<String> describe() {
    var count = store.jobs().counts().getOrDefault(JobState.PENDING, 0L);
    if (count == 0) {
      return Optional.empty();
    }
    var jobs = Numbers.counted(count, "pending job is left", "pending jobs are left");
    return Optional.of(
        jobs + (count > MOST ? "" : ": " + reasons()) + ". See queuectl list --state pending.");
  }

  private String reasons() {
    var paused =
        store.queues().list().stream()
            .filter(Queue::isPaused)
            .map(Queue::name)
            .collect(Collectors.toSet());
    var counts = new LinkedHashMap<String, Integer>();
    var pending = JobQuery.newest(MOST, JobState.PENDING);
    store.jobs().list(pending).forEach(job -> counts.merge(reason(job, paused), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(it -> (counts.size() > 1 ? it.getValue() + " " : "") + said(it.getKey()))
        .collect(Collectors.joining(", "));
  }

  private String said(String reason) {
    return reason.equals(LATER) ? reason + next() : reason;
  }

  private String reason(Job job, Set<String> paused) {
    if (!queues.isEmpty() && !queues.contains(job.queue())) {
      return "in another queue";
    }
    if (job.held()) {
      return "held";
    }
    if (paused.contains(job.queue())) {
      return "in a paused queue";
    }
    return job.runAt().isAfter(now) ? LATER : "ready to run";
  }

  /// When the next job falls due.
  private String next() {
    return store.jobs().nextDue(1).stream()
        .map(job -> Duration.between(now, job.runAt()))
        .filter(Duration::isPositive)
        .map(wait -> " (the next in %s)".formatted(Durations.text(wait)))
        .findFirst()
        .orElse("");
  }
}
