package dev.queuectl.cli.worker;

import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.PrivateFiles;
import dev.queuectl.store.JobIds;
import dev.queuectl.store.Store;
import dev.queuectl.worker.Engine;
import dev.queuectl.worker.Host;
import dev.queuectl.worker.Time;
import dev.queuectl.worker.WorkerEvent;
import dev.queuectl.worker.WorkerLoop;
import dev.queuectl.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker in this process: an engine with the launcher, the clocks and the doorbell of this
/// machine.
public final class LocalWorker {
  private static final Logger log = LoggerFactory.getLogger(LocalWorker.class);

  private final StoreAccess access;
  private final Store store;
  private final WorkerLoop loop = new WorkerLoop();
  private final Launcher launcher;
  private final Engine engine;
  private final int slots;
  private final Consumer<WorkerEvent> events;

  /// @param id see [#newId]
  /// @param store see [StoreAccess#openForWorker]
  /// @param events called on the thread that calls [#run]
  LocalWorker(
      String id,
      Store store,
      StoreAccess access,
      Console console,
      WorkerOptions options,
      Consumer<WorkerEvent> events) {
    if (!Identities.areVisible()) {
      throw new QueueException.Unavailable(
          "/proc belongs to another pid namespace, so jobs could not be watched",
          "Mount it here, for example with unshare --mount-proc.");
    }
    makeDirectory(access.runDirectory());
    this.access = access;
    this.store = store;
    this.slots = options.slots();
    this.events = events;
    launcher =
        Launcher.forThisPlatform(Host.journal(access.runDirectory(), id), access.logs().root());
    var self = self(id, store, access.now(), options);
    var host =
        new Host(
            self.host(),
            self.process(),
            launcher,
            access.logs(),
            access.runDirectory(),
            access.place().address(),
            Identities::isAlive,
            other -> access.place().reaches(other.hostId()));
    engine = new Engine(store, self, options, host, Time.of(store.clock()), this::tell, loop::wake);
  }

  /// Where the queue is on a server, nobody has made it yet.
  private static void makeDirectory(Path run) {
    try {
      PrivateFiles.makeDirectoryOf(run.resolve("wake"));
    } catch (IOException e) {
      log.warn("could not make directory={} reason={}", run, e.toString());
    }
  }

  private void tell(WorkerEvent event) {
    events.accept(event);
    if (event instanceof WorkerEvent.Scaled(var before, var now, _) && now > before) {
      tellOfLimits(now);
    }
  }

  private void tellOfLimits(int wanted) {
    for (var why : launcher.tooLowFor(wanted)) {
      log.info("too low a limit slots={} reason={}", wanted, why);
      events.accept(new WorkerEvent.Cramped(why));
    }
  }

  /// What the others see. A worker for one job serves no queue, so that nobody waits for it.
  private static Worker self(String id, Store store, Instant now, WorkerOptions options) {
    var lease = store.config().settings().checked().duration(Setting.LEASE);
    return new Worker(
        id,
        Identities.hostName(),
        Identities.self(),
        options.slots(),
        options.onlyJob() == null ? options.queues() : Set.of(Worker.NO_QUEUE),
        now,
        now,
        now.plus(lease),
        null,
        0,
        0);
  }

  /// Makes an id for a worker: a `w` and a job id, so that nobody takes one for the other.
  public static String newId(Instant now) {
    return "w" + new JobIds().next(now);
  }

  /// Works on the calling thread until stopped or, if that is its task, drained.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable if it cannot join
  void run() {
    tellOfLimits(slots);
    try (var _ = store.listen(loop::wake)) {
      loop.run(engine);
      // Not in a finally: what has not been stored yet is in the journals, for the next worker.
      launcher.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// From any thread.
  void stop(Worker.Stop how) {
    access.hurry();
    loop.stop(how);
  }
}
