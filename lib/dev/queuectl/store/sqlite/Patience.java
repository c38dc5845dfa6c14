package dev.queuectl.store.sqlite;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/// How long and in what way this process waits for another one that is writing.
///
/// SQLite's own handler (sqlite3_busy_timeout) sleeps longer and longer, up to 100 ms, so whoever
/// has waited longest tries least often: with a few busy workers, one of them starves for seconds.
/// Short waits of random length give everybody the same chance.
///
/// A person or a service manager that wants the program to end will not wait that long: then it
/// waits only [#HURRIED], even if a wait has already begun.
final class Patience extends BusyHandler {
  static final Duration DEFAULT = Duration.ofSeconds(70);

  /// Longer than a healthy store is ever locked.
  static final Duration HURRIED = Duration.ofMillis(500);

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// The longest pause between two tries, and time to wake up from it.
  static final long LONGEST_PAUSE = STEP_NANOS * 3;

  /// A worker's transaction takes this long; after this many of them, the lock must be held by a
  /// longer one.
  private static final long SHORT_NANOS = STEP_NANOS / 4;

  private static final int SHORT_STEPS = 40;

  private volatile Duration limit;

  Patience(Duration limit) {
    this.limit = limit;
  }

  /// How long it waits.
  Duration limit() {
    return limit;
  }

  /// Waits no longer than [#HURRIED] from now on. From any thread.
  void hurry() {
    limit = shorter(limit);
  }

  private static Duration shorter(Duration limit) {
    return limit.compareTo(HURRIED) < 0 ? limit : HURRIED;
  }

  private static long calls(Duration limit) {
    return SHORT_STEPS + limit.toNanos() / STEP_NANOS;
  }

  @Override
  protected int callback(int earlierCalls) {
    // An interrupted thread would not wait at all, and run out of patience at once.
    var interrupted = Thread.interrupted();
    var waits = earlierCalls < calls(interrupted ? shorter(limit) : limit);
    if (interrupted) {
      LockSupport.parkNanos(
          1); // takes the permit that the interrupt left, so that the next one waits
    }
    if (waits) {
      var step = earlierCalls < SHORT_STEPS ? SHORT_NANOS : STEP_NANOS;
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(step / 4, step * 7 / 4));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return waits ? 1 : 0;
  }
}
