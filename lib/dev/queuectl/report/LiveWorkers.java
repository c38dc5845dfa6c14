package dev.queuectl.report;

import dev.queuectl.Worker;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.store.WorkerStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The workers that are really there: some of those in the store may have died.
public final class LiveWorkers {
  private LiveWorkers() {}

  public static List<Worker> of(WorkerStore store, Instant now) {
    return store.workers().stream().filter(worker -> isAlive(worker, now)).toList();
  }

  /// What keeps workers from starting jobs, as each of them says itself: `w1: no process is left`.
  public static List<String> troubles(List<Worker> workers) {
    return workers.stream()
        .filter(worker -> worker.trouble() != null)
        .map(worker -> worker.id() + ": " + worker.trouble())
        .toList();
  }

  /// What the first of them says, if all are in trouble.
  public static Optional<String> commonTrouble(List<Worker> workers) {
    return workers.stream().allMatch(worker -> worker.trouble() != null)
        ? workers.stream().map(Worker::trouble).filter(Objects::nonNull).findFirst()
        : Optional.empty();
  }

  /// If its process can be seen, that decides; on other hosts, and in other pid namespaces of this
  /// one, only the lease does.
  public static boolean isAlive(Worker worker, Instant now) {
    return switch (Identities.isAlive(worker.process())) {
      case ALIVE -> true;
      case DEAD -> false;
      case UNKNOWN -> worker.leaseUntil().isAfter(now);
    };
  }

  /// How many of its slots run a job; it may have claimed more, for the slots that become free.
  public static int busy(WorkerStore store, Worker worker) {
    return Math.min(worker.slots(), store.leasedBy(worker.id()).size());
  }

  public static boolean serves(Worker worker, String queue) {
    return worker.queues().isEmpty() || worker.queues().contains(queue);
  }
}
