package dev.queuectl.cli.worker;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.report.Reason;
import dev.queuectl.report.ReasonText;
import dev.queuectl.report.Why;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Why jobs are still pending when a worker that drained its queues leaves.
///
/// @param queues those it served; empty means all
record LeftPending(Store store, Set<String> queues, Instant now) {
  /// More are counted, and not looked at one by one.
  private static final int MOST = 1000;

  /// A sentence; empty if there are none.
  Optional<String> describe() {
    return store.snapshot(this::read);
  }

  private Optional<String> read() {
    var count = store.jobs().counts().getOrDefault(JobState.PENDING, 0L);
    if (count == 0) {
      return Optional.empty();
    }
    var jobs = Numbers.counted(count, "pending job is left", "pending jobs are left");
    return Optional.of(
        jobs + (count > MOST ? "" : ": " + reasons()) + ". See queuectl list --state pending.");
  }

  private String reasons() {
    var found = new HashMap<String, Queue>();
    var jobs = store.jobs().list(JobQuery.newest(MOST, JobState.PENDING));
    return ReasonText.brief(jobs.stream().map(job -> reason(job, found)).toList(), now);
  }

  /// The first there is; of a job that only this worker has left, that it has none now.
  private Reason reason(Job job, Map<String, Queue> found) {
    if (!queues.isEmpty() && !queues.contains(job.queue())) {
      return new Reason.QueueUnserved(job.queue());
    }
    var queue = found.computeIfAbsent(job.queue(), store.queues()::find);
    return Why.withoutWorkers(job, queue, now).stream().findFirst().orElseGet(Reason.NoWorker::new);
  }
}
