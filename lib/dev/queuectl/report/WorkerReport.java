package dev.queuectl.report;

import dev.queuectl.Job;
import dev.queuectl.Worker;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A worker and what it does.
///
/// @param alive false of one that has died and not been missed yet
/// @param jobs those it runs
public record WorkerReport(Worker worker, boolean alive, List<Job> jobs) {

  /// All that have joined and not left, oldest first.
  public static List<WorkerReport> all(Store store, Instant now) {
    return store.snapshot(
        () ->
            store.workers().workers().stream()
                .map(worker -> of(worker, store.workers(), now))
                .toList());
  }

  private static WorkerReport of(Worker worker, WorkerStore store, Instant now) {
    return new WorkerReport(worker, LiveWorkers.isAlive(worker, now), store.leasedBy(worker.id()));
  }

  public String state() {
    var stop = worker.stop();
    return !alive
        ? "dead"
        : stop == null ? "running" : stop == Worker.Stop.DRAIN ? "draining" : "stopping";
  }

  /// For example `3/8`, or `3/8 -> 4` while it is to have four.
  public String slots() {
    var now = jobs.size() + "/" + worker.slots();
    return worker.wantedSlots() == null ? now : now + " -> " + worker.wantedSlots();
  }

  public Duration meanRun() {
    return Duration.ofMillis(worker.jobsDone() == 0 ? 0 : worker.runMillis() / worker.jobsDone());
  }

  public void fields(JsonOut json) {
    json.field("id", worker.id());
    json.field("state", state());
    json.field("host", worker.host());
    json.field("pid", worker.process().pid());
    json.field("slots", (long) worker.slots());
    json.field("busy", (long) jobs.size());
    json.list("queues", worker.queues());
    json.list("jobs", jobs.stream().map(Job::id).toList());
    json.field("started_at", worker.startedAt());
    json.field("heartbeat_at", worker.heartbeatAt());
    json.field("jobs_done", worker.jobsDone());
    json.field("mean_run", meanRun());
    json.field("run_time", Duration.ofMillis(worker.runMillis()));
    json.field("wanted_slots", (long) worker.targetSlots());
    json.field("trouble", worker.trouble());
  }
}
