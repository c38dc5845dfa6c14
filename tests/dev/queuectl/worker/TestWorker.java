package dev.queuectl.worker;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Identities.Liveness;
import dev.queuectl.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An engine with everything around it made for tests: stepped by hand, launching nothing.
final class TestWorker {
  /// The pids that [Host#liveness] takes for dead.
  static final Set<Long> DEAD = new HashSet<>();

  final FakeLauncher launcher;
  final List<WorkerEvent> events = new ArrayList<>();
  final Engine engine;
  final Worker self;

  TestWorker(String id, long pid, Store store, ManualTime time, Path home, WorkerOptions options) {
    this(id, new ProcessIdentity("here", pid, 1), store, time, home, options);
  }

  TestWorker(
      String id,
      ProcessIdentity process,
      Store store,
      ManualTime time,
      Path home,
      WorkerOptions options) {
    launcher = new FakeLauncher(time::elapsed);
    self =
        new Worker(
            id,
            "host",
            process,
            options.slots(),
            options.queues(),
            time.now(),
            time.now(),
            time.now().plus(Duration.ofSeconds(30)),
            null,
            0,
            0);
    var host =
        new Host(
            "host",
            process,
            launcher,
            new LogStore(home.resolve("logs")),
            home.resolve("run"),
            "queue.db",
            TestWorker::liveness,
            other -> Identities.areOfOneBoot(other.hostId(), process.hostId()));
    engine = new Engine(store, self, options, host, time.time(), events::add, () -> {});
    engine.join();
  }

  private static Liveness liveness(ProcessIdentity process) {
    if (!process.hostId().equals("here")) {
      return Liveness.UNKNOWN;
    }
    return DEAD.contains(process.pid()) ? Liveness.DEAD : Liveness.ALIVE;
  }

  static WorkerOptions slots(int slots) {
    return new WorkerOptions(slots, Set.of(), null, false);
  }
}
