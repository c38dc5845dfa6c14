package dev.queuectl.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting a while between two looks at something, until that is ended.
final class Pause {
  private final CountDownLatch ended = new CountDownLatch(1);

  /// Waits.
  ///
  /// @return false if the waiting was ended
  boolean take(Duration duration) {
    try {
      return !ended.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void end() {
    ended.countDown();
  }
}
