package dev.queuectl.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting a while between two looks at something, until that is ended.
public final class PollDelay {
  private final CountDownLatch ended = new CountDownLatch(1);

  /// Waits.
  ///
  /// @return false if the waiting was ended
  /// @throws Interrupted by Ctrl-C, in the interactive shell
  public boolean take(Duration duration) {
    try {
      return !ended.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  public void end() {
    ended.countDown();
  }
}
