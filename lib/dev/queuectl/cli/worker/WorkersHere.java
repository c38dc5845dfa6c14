package dev.queuectl.cli.worker;

import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.store.WorkerStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The living workers of a store, wherever they run and however they were started: they are asked
/// through the store. Only those whose pid means something here can also be waited for by it.
public final class WorkersHere {
  private WorkersHere() {}

  /// @param name the id or pid of one of them; null means all
  /// @throws QueueException.NotFound if there is none of that name
  public static List<Worker> named(WorkerStore store, @Nullable String name, Instant now) {
    var here = LiveWorkers.of(store, now);
    var named = here.stream().filter(worker -> name == null || worker.isCalled(name)).toList();
    if (name != null && named.isEmpty()) {
      throw new QueueException.NotFound(
          "no worker \"" + name + "\" is running", "See queuectl worker status.");
    }
    return named;
  }

  /// Whether its process can be seen here, and lives.
  public static boolean isSeen(Worker worker) {
    return Identities.isAlive(worker.process()) == Identities.Liveness.ALIVE;
  }

  /// Whether its heartbeat is the only sign that it is alive.
  static boolean isOutOfSight(Worker worker) {
    return Identities.isAlive(worker.process()) == Identities.Liveness.UNKNOWN;
  }

  /// Whether a worker that was found before is there still: where nobody can look, as long as its
  /// row says that it lives.
  static boolean isStillThere(Worker worker, WorkerStore store, Instant now) {
    return isSeen(worker)
        || (isOutOfSight(worker)
            && LiveWorkers.of(store, now).stream().anyMatch(w -> w.id().equals(worker.id())));
  }
}
