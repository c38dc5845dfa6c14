package dev.queuectl.worker;

import java.time.Duration;
import java.time.Instant;

/// Both clocks of a worker, moved by hand.
final class ManualTime {
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private long nanos;

  Time time() {
    return new Time(() -> now, () -> nanos);
  }

  Instant now() {
    return now;
  }

  /// Since the beginning, on the clock that never jumps.
  Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  void advance(Duration duration) {
    now = now.plus(duration);
    nanos += duration.toNanos();
  }

  /// What somebody does who sets the clock.
  void jump(Duration duration) {
    now = now.plus(duration);
  }
}
