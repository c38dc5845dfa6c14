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

  public static Time of(InstantSource wall) {
    return new Time(wall, System::nanoTime);
  }

  Instant now() {
    return wall.instant();
  }

  /// A point of time that no clock change moves.
  Deadline in(Duration duration) {
    return new Deadline(nanos.getAsLong() + duration.toNanos());
  }

  Duration until(Deadline deadline) {
    return Duration.ofNanos(deadline.nanos - nanos.getAsLong());
  }

  boolean isPast(Deadline deadline) {
    return !until(deadline).isPositive();
  }

  /// A point of time on the clock that never jumps.
  record Deadline(long nanos) {}
}
