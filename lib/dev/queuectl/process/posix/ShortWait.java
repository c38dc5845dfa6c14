package dev.queuectl.process.posix;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting between two looks at something that does not announce its changes.
public final class ShortWait {
  private ShortWait() {}

  /// @return false if the thread was interrupted, which it stays then
  public static boolean ofMillis(long millis) {
    try {
      return !new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
