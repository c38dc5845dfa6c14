package dev.queuectl.worker;

import java.time.Duration;

/// How long this worker's jobs take, as an exponentially weighted moving average, and so how many
/// to claim ahead of their slots: none unless they are short, since a claimed job waits for this
/// worker.
final class Pace {
  /// Jobs claimed ahead should be started within this time.
  private static final double AHEAD_MILLIS = 40;

  private static final double SHORTEST_MILLIS = 0.5;
  private static final int MOST_PER_SLOT = 64;
  private static final int FEWEST_ENDS = 4;
  private static final double WEIGHT = 0.1;

  private double meanMillis;
  private int ends;

  void ended(Duration ran) {
    var millis = Math.max(SHORTEST_MILLIS, ran.toNanos() / 1e6);
    meanMillis = ends == 0 ? millis : meanMillis + WEIGHT * (millis - meanMillis);
    ends = Math.min(ends + 1, FEWEST_ENDS);
  }

  /// How many jobs may be claimed ahead for each slot.
  int ahead() {
    return ends < FEWEST_ENDS ? 0 : (int) Math.min(MOST_PER_SLOT, AHEAD_MILLIS / meanMillis);
  }
}
