package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.Store;
import dev.queuectl.Worker;
import dev.queuectl.worker.WorkerOptions;
import java.util.Set;

/// A worker in this process for one job only, on a thread of its own: what `run` falls back to when
/// no worker serves the job's queue.
final class SoloWorker implements AutoCloseable {
  private final Store store;
  private final LocalWorker worker;
  private final Thread thread;

  SoloWorker(Job job, StoreDoor door, Console console) {
    var options = new WorkerOptions(1, Set.of(), job.seq(), false);
    store = door.openAnother();
    worker = new LocalWorker(LocalWorker.newId(door.now()), store, door, console, options, _ -> {});
    thread = Thread.ofPlatform().name("worker").start(worker::run);
  }

  /// Waits for the job's end to be stored, and leaves.
  @Override
  public void close() {
    try (store;
        worker) {
      worker.stop(Worker.Stop.DRAIN);
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
