package dev.queuectl.cli.worker;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.report.LiveWorkers;
import org.jspecify.annotations.Nullable;

/// Sees to it that a job is run: by the workers there are or, as long as none serves its queue, by
/// one of its own.
public final class FallbackWorker implements AutoCloseable {
  /// How many calls pass between two looks at the workers.
  private static final int CALLS = 20;

  private final StoreAccess access;
  private final Console console;
  private volatile @Nullable SingleJobWorker solo;
  private int calls;

  public FallbackWorker(StoreAccess access, Console console) {
    this.access = access;
    this.console = console;
  }

  /// To be called often, while the job has not ended.
  ///
  /// @throws dev.queuectl.QueueException.Unavailable if its own worker could not do its work
  public void lookAfter(Job job) {
    var working = solo;
    if (working != null && working.hasLeft()) {
      close();
    }
    var isTime = calls++ % CALLS == 0;
    if (isTime && solo == null && job.state() != JobState.PROCESSING && !isServed(job.queue())) {
      solo = new SingleJobWorker(job, access, console);
    }
  }

  private boolean isServed(String queue) {
    return LiveWorkers.of(access.open().workers(), access.now()).stream()
        .anyMatch(worker -> worker.stop() == null && LiveWorkers.serves(worker, queue));
  }

  /// Has its own worker end the job, if there is one. From any thread.
  public void interrupt() {
    var working = solo;
    if (working != null) {
      working.interrupt();
    }
  }

  /// Waits until its own worker has left, if there is one.
  @Override
  public void close() {
    var leaving = solo;
    if (leaving != null) {
      try {
        leaving.close();
      } finally {
        solo = null;
      }
    }
  }
}
