package dev.queuectl.cli.worker;

import dev.queuectl.Job;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.store.Store;
import dev.queuectl.worker.WorkerOptions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A worker in this process for one job only, on a thread of its own: what `run` falls back to when
/// no worker serves the job's queue.
final class SingleJobWorker implements AutoCloseable {
  private final Store store;
  private final LocalWorker worker;
  private final CompletableFuture<Void> left = new CompletableFuture<>();

  SingleJobWorker(Job job, StoreAccess access, Console console) {
    var options = new WorkerOptions(1, Set.of(), job.seq(), false);
    store = access.openForWorker();
    worker =
        new LocalWorker(LocalWorker.newId(access.now()), store, access, console, options, _ -> {});
    Thread.ofPlatform().name("worker").start(this::work);
  }

  private void work() {
    try {
      worker.run();
      left.complete(null);
    } catch (RuntimeException | Error e) {
      left.completeExceptionally(e);
    }
  }

  /// Whether it works no more: somebody has stopped it, or it has failed.
  boolean hasLeft() {
    return left.isDone();
  }

  /// Ends the job as interrupted, and has it leave even if that cannot be stored. From any thread.
  void interrupt() {
    worker.stop(Worker.Stop.NOW);
  }

  /// Waits for the job's end to be stored, and leaves.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable if it could not do its work
  @Override
  public void close() {
    try (store) {
      worker.stop(Worker.Stop.DRAIN);
      left.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }
}
