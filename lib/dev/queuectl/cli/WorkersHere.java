package dev.queuectl.cli;

import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.WorkerStore;
import dev.queuectl.process.Identities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The workers of a store whose processes run on this host, however they were started.
final class WorkersHere {
  private WorkersHere() {}

  /// @param name the id or pid of one of them; null means all
  /// @throws QueueException.NotFound if there is none of that name
  static List<Worker> named(WorkerStore store, @Nullable String name) {
    var here = store.workers().stream().filter(WorkersHere::isAlive).toList();
    var named = here.stream().filter(worker -> name == null || worker.isCalled(name)).toList();
    if (name != null && named.isEmpty()) {
      throw new QueueException.NotFound(
          "no worker \"" + name + "\" is running on this host", "See queuectl worker status.");
    }
    return named;
  }

  static boolean isAlive(Worker worker) {
    return Identities.isAlive(worker.process()) == Identities.Liveness.ALIVE;
  }
}
