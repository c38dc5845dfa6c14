package dev.queuectl.doctor;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.Worker;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.store.WorkerStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The doctor's checks of who works.
final class WorkerChecks {
  private final WorkerStore workers;
  private final Instant now;

  WorkerChecks(WorkerStore workers, Instant now) {
    this.workers = workers;
    this.now = now;
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    for (var worker : workers.workers()) {
      if (hasLeft(worker)) {
        continue; // since the list was made
      }
      switch (Identities.isAlive(worker.process())) {
        case DEAD -> findings.add(dead(worker));
        case ALIVE -> addSilent(findings, worker, stopped(worker));
        case UNKNOWN -> addSilent(findings, worker, "Another worker will take over its jobs.");
      }
    }
    for (var trouble : LiveWorkers.troubles(LiveWorkers.of(workers, now))) {
      findings.add(
          Finding.problem(
              "workers",
              "it cannot start jobs, " + trouble,
              new Remedy.ByHand(
                  "It retries by itself; check its limits (ulimit -a), the directories and the disk.")));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              "workers", Numbers.counted(workers.workers().size(), "worker") + ", all alive"));
    }
    return findings;
  }

  private boolean hasLeft(Worker worker) {
    return Identities.isAlive(worker.process()) == Identities.Liveness.DEAD
        && workers.workers().stream().noneMatch(other -> other.id().equals(worker.id()));
  }

  private Finding dead(Worker worker) {
    var jobs = workers.leasedBy(worker.id());
    var what = "%s, pid %d, is dead".formatted(worker.id(), worker.process().pid());
    return jobs.isEmpty()
        ? Finding.problem("workers", what + " and holds no job", Remedy.Command.REPAIR)
        : Finding.problem(
            "workers",
            what + " and holds " + Finding.counted(StoreChecks.ids(jobs), "job"),
            LiveWorkers.of(workers, now).isEmpty()
                ? Remedy.Command.START_WORKER
                : new Remedy.ByHand("The next worker will take them over within seconds."));
  }

  private void addSilent(List<Finding> findings, Worker worker, String advice) {
    if (worker.leaseUntil().isBefore(now)) {
      var silence = Durations.between(worker.heartbeatAt(), now);
      findings.add(
          Finding.problem(
              "workers",
              "%s on %s has been silent for %s"
                  .formatted(worker.id(), worker.host(), Durations.text(silence)),
              new Remedy.ByHand(advice)));
    }
  }

  private static String stopped(Worker worker) {
    var pid = worker.process().pid();
    return "Its process exists; if it was stopped, continue it (kill -CONT %d) or kill it (kill -KILL %d)."
        .formatted(pid, pid);
  }

  /// Those that are dead and hold no job, which nobody needs any more.
  List<Worker> removable() {
    return workers.workers().stream()
        .filter(worker -> Identities.isAlive(worker.process()) == Identities.Liveness.DEAD)
        .filter(worker -> workers.leasedBy(worker.id()).isEmpty())
        .toList();
  }
}
