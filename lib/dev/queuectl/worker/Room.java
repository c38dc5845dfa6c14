package dev.queuectl.worker;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

/// How many slots may be filled: those that the limits of this process allow. It does not try to
/// fill more, since that would take what the worker itself needs. Limits may be raised while it
/// works, and others may give something back.
final class Room {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final IntUnaryOperator carries;
  private final Time time;
  private int wanted;
  private int carried;
  private Time.Deadline due;

  /// @param carries how many of this many slots the limits allow now
  Room(IntUnaryOperator carries, Time time) {
    this.carries = carries;
    this.time = time;
    this.due = time.in(Duration.ZERO);
  }

  /// How many of this many slots may be filled. Checks the limits only if need be.
  int of(int slots) {
    if (slots != wanted || carried < slots && time.isPast(due)) {
      wanted = slots;
      carried = carries.applyAsInt(slots);
      due = time.in(INTERVAL);
    }
    return carried;
  }

  /// Something was lacking: checks again before long.
  void doubt() {
    wanted = 0;
  }
}
