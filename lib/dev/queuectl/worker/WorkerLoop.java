package dev.queuectl.worker;

import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Drives an [Engine] on the calling thread until it is done, and lets other threads wake and stop
/// it.
public final class WorkerLoop {
  private final Semaphore bell = new Semaphore(0);
  private final AtomicReference<Worker.@Nullable Stop> asked = new AtomicReference<>();

  /// Makes it look again at once, even if it is not waiting yet. From any thread.
  public void wake() {
    bell.release();
  }

  /// Asks the worker to leave; changes nothing if a stronger request was made before. From any
  /// thread.
  public void stop(Worker.Stop how) {
    asked.updateAndGet(before -> before != null && before.compareTo(how) > 0 ? before : how);
    wake();
  }

  /// Joins, works, and leaves when done. Until it returns, the ends of some attempts may be known
  /// only to this engine and its launcher.
  ///
  /// @throws QueueException.Unavailable if it cannot join, and was not asked to leave meanwhile
  public void run(Engine engine) throws InterruptedException {
    if (!joins(engine)) {
      return;
    }
    while (true) {
      var how = asked.get();
      if (how != null) {
        engine.stop(how);
      }
      var idle = engine.runOnce();
      if (engine.isDone()) {
        break;
      }
      await(idle);
    }
    engine.leave();
  }

  private void await(Duration atMost) throws InterruptedException {
    var _ = bell.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    bell.drainPermits();
  }

  private boolean joins(Engine engine) {
    try {
      engine.join();
      return true;
    } catch (QueueException.Unavailable e) {
      if (asked.get() == null) {
        throw e;
      }
      return false;
    }
  }
}
