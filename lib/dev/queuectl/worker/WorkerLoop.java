package dev.queuectl.worker;

import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Drives an [Engine] on the calling thread until it is done, and lets other threads wake and stop
/// it.
public final class WorkerLoop {
  private final Bell bell;
  private final AtomicReference<Worker.@Nullable Stop> asked = new AtomicReference<>();

  /// @param bell what [#run] waits on
  public WorkerLoop(Bell bell) {
    this.bell = bell;
  }

  /// Asks the worker to leave; what is overruled already changes nothing. From any thread.
  public void stop(Worker.Stop how) {
    asked.updateAndGet(before -> before != null && before.compareTo(how) > 0 ? before : how);
    bell.ring();
  }

  /// Joins, works, and leaves when done. Until it has returned, the ends of some attempts may be
  /// known to nobody but this engine and its launcher.
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
      bell.await(idle);
    }
    engine.leave();
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
