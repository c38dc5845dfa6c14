package dev.queuectl.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/// How long, and how, this process waits for another one that is writing.
///
/// SQLite's own handler (sqlite3_busy_timeout) sleeps ever longer, up to 100 ms, so that whoever
/// has waited longest looks most seldom: with a few busy workers one of them starves for seconds.
/// Short waits of random length give each the same chance.
final class Patience extends BusyHandler {
  static final Duration DEFAULT = Duration.ofSeconds(70);

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// The longest pause between two looks, and time to wake up from it.
  static final long LONGEST_PAUSE = STEP_NANOS * 3;

  /// A transaction of a worker takes this long; after as many of them it must be a longer one.
  private static final long SHORT_NANOS = STEP_NANOS / 4;

  private static final int SHORT_STEPS = 40;

  private final long most;

  Patience(Duration limit) {
    this.most = SHORT_STEPS + limit.toNanos() / STEP_NANOS;
  }

  @Override
  protected int callback(int earlierCalls) {
    if (earlierCalls >= most) {
      return 0;
    }
    // An interrupted thread would not wait at all, and lose its patience in a moment.
    var interrupted = Thread.interrupted();
    var step = earlierCalls < SHORT_STEPS ? SHORT_NANOS : STEP_NANOS;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(step / 4, step * 7 / 4));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }
}
