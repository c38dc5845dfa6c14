package dev.queuectl.cli;

import dev.queuectl.JobIds;
import dev.queuectl.Setting;
import dev.queuectl.Store;
import dev.queuectl.Worker;
import dev.queuectl.process.Identities;
import dev.queuectl.process.Launcher;
import dev.queuectl.process.Launchers;
import dev.queuectl.process.WakeFile;
import dev.queuectl.worker.Bell;
import dev.queuectl.worker.Engine;
import dev.queuectl.worker.Host;
import dev.queuectl.worker.Time;
import dev.queuectl.worker.WorkerEvent;
import dev.queuectl.worker.WorkerLoop;
import dev.queuectl.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;

/// A worker in this process: an engine with the launcher, the clocks and the doorbell of this
/// machine.
final class LocalWorker implements AutoCloseable {
  private final String id;
  private final Launcher launcher;
  private final WakeFile.Listening listening;
  private final WorkerLoop loop;
  private final Engine engine;

  /// @param id see [#newId]
  /// @param store a connection that nobody else writes through: of that, the engine takes no notice
  /// @param events told from the thread that calls [#run]
  LocalWorker(
      String id,
      Store store,
      StoreDoor door,
      Console console,
      WorkerOptions options,
      Consumer<WorkerEvent> events) {
    this.id = id;
    var bell = new Bell();
    try {
      listening = door.wakeFile().listen(bell::ring);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    launcher = Launchers.forThisPlatform(Host.journal(door.runDirectory(), id));
    var now = door.now();
    var self =
        new Worker(
            id,
            hostName(console),
            Identities.self(),
            options.slots(),
            options.queues(),
            now,
            now,
            now.plus(store.config().settings().duration(Setting.LEASE)),
            null,
            0,
            0);
    var host =
        new Host(
            self.host(),
            self.process(),
            launcher,
            door.logs(),
            door.runDirectory(),
            Identities::isAlive);
    loop = new WorkerLoop(bell);
    engine = new Engine(store, self, options, host, Time.of(console.clock()), events, bell::ring);
  }

  /// Makes an id for a worker: a `w` and a job id, so that nobody takes one for the other.
  static String newId(Instant now) {
    return "w" + new JobIds().next(now);
  }

  private static String hostName(Console console) {
    var name = console.env("HOSTNAME", console.env("COMPUTERNAME", ""));
    return name.isEmpty() ? Identities.hostName() : name;
  }

  String id() {
    return id;
  }

  /// Works on the calling thread until stopped or, if that is its task, drained.
  void run() {
    try {
      loop.run(engine);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// From any thread.
  void stop(Worker.Stop how) {
    loop.stop(how);
  }

  @Override
  public void close() {
    try (listening) {
      launcher.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
