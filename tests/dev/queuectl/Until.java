package dev.queuectl;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waiting in tests: for a condition, never for a time.
public final class Until {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Until() {}

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError if it does not within 20 s
  public static void until(String what, Callable<Boolean> condition) {
    until(what, LIMIT, condition);
  }

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError if it does not within the limit
  public static void until(String what, Duration limit, Callable<Boolean> condition) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + limit.toMillis() + " ms in vain until " + what);
      }
      pause();
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
