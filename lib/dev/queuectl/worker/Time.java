package dev.queuectl.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a worker.
///
/// @param wall what is stored and compared with what others stored; may jump
/// @param nanos for measuring how long something lasts; never jumps (see `System.nanoTime`)
public record Time(InstantSource wall, LongSupplier nanos) {

  private static final Duration NEAR = Duration.ofMillis(250);

  public static Time of(InstantSource wall) {
    return new Time(wall, System::nanoTime);
  }

  Instant now() {
    return wall.instant();
  }

  /// A point in time that no clock change moves.
  Deadline in(Duration duration) {
    return new Deadline(nanos.getAsLong() + duration.toNanos());
  }

  Duration until(Deadline deadline) {
    return Duration.ofNanos(deadline.nanos - nanos.getAsLong());
  }

  boolean isPast(Deadline deadline) {
    return !until(deadline).isPositive();
  }

  /// Whether it is so near that a thread that is awake should not sleep until then. In this way,
  /// things that are due every second fall due together, and an idle worker wakes only once a
  /// second for all of them.
  boolean isNear(Deadline deadline) {
    return until(deadline).compareTo(NEAR) <= 0;
  }

  /// A point in time on the clock that never jumps.
  record Deadline(long nanos) {}
}
