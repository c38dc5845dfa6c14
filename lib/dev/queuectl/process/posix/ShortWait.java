package dev.queuectl.process.posix;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits between two looks at something that does not announce its changes.
public final class ShortWait {
  private ShortWait() {}

  /// @return false if the thread was interrupted; it stays interrupted
  public static boolean ofMillis(long millis) {
    try {
      return !new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
