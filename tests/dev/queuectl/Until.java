package dev.queuectl;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waiting in tests: for a condition, never for a time.
public final class Until {
  public static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private Until() {}

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError if it does not within a minute
  public static void until(String what, Callable<Boolean> condition) {
    until(what, LIMIT, condition);
  }

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError if it does not within the limit
  public static void until(String what, Duration limit, Callable<Boolean> condition) {
    var deadline = System.nanoTime() + limit.toNanos();
    var lookedAt = System.nanoTime();
    while (!holds(condition)) {
      var now = System.nanoTime();
      if (now > deadline) {
        throw new AssertionError("waited " + limit.toMillis() + " ms in vain until " + what);
      }
      // What is waited for needs the processor more than the looks do.
      var rest = Duration.ofNanos(now - lookedAt).multipliedBy(3);
      pause(rest.compareTo(PAUSE) > 0 ? rest : PAUSE);
      lookedAt = System.nanoTime();
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
