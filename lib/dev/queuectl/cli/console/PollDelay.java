package dev.queuectl.cli.console;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits a while between two looks at something; the waiting can be ended.
public final class PollDelay {
  /// No limit.
  public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

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

  /// Looks at something until it is as awaited.
  ///
  /// @param limit how long to wait at most
  /// @return false if it is not by then, or the waiting was ended
  public boolean until(BooleanSupplier awaited, Duration between, Duration limit) {
    var begun = System.nanoTime();
    while (!awaited.getAsBoolean()) {
      var passed = Duration.ofNanos(System.nanoTime() - begun);
      if (passed.compareTo(limit) >= 0 || !take(between)) {
        return false;
      }
    }
    return true;
  }

  public void end() {
    ended.countDown();
  }
}
