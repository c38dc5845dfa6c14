package dev.queuectl.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What a waiting thread can be woken with. Rings before and during the wait count; many are one.
public final class Bell {
  private final Semaphore rings = new Semaphore(0);

  public void ring() {
    rings.release();
  }

  /// Waits until rung, at most so long.
  ///
  /// @return whether it was rung
  public boolean await(Duration atMost) throws InterruptedException {
    var rung = rings.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    return rung | rings.drainPermits() > 0;
  }
}
