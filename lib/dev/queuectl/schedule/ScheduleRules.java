package dev.queuectl.schedule;

import dev.queuectl.NewJob;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a schedule does when not everything goes as planned.
///
/// @param catchUpWindow older times are not made up for
/// @param jitter how much later than its time a job may start; null for not at all
/// @param pauseAfter how many dead jobs in a row pause it; null for never
/// @param late how long after a time a run should have completed; null for whenever
/// @param until the last time that it may have; null for no end
public record ScheduleRules(
    CatchUp catchUp,
    Duration catchUpWindow,
    Overlap overlap,
    @Nullable Duration jitter,
    @Nullable Integer pauseAfter,
    @Nullable Duration late,
    @Nullable Instant until) {
  public static final ScheduleRules USUAL =
      new ScheduleRules(CatchUp.LAST, Duration.ofDays(7), Overlap.SKIP, null, null, null, null);

  public static final int MOST_DEAD = 1000;

  /// The same, late if no run has completed so long after its time.
  public ScheduleRules late(Duration after) {
    return new ScheduleRules(catchUp, catchUpWindow, overlap, jitter, pauseAfter, after, until);
  }

  /// One that is never late.
  public ScheduleRules(
      CatchUp catchUp,
      Duration catchUpWindow,
      Overlap overlap,
      @Nullable Duration jitter,
      @Nullable Integer pauseAfter,
      @Nullable Instant until) {
    this(catchUp, catchUpWindow, overlap, jitter, pauseAfter, null, until);
  }

  /// @throws dev.queuectl.QueueException.Invalid with the first thing that is wrong
  public ScheduleRules {
    if (pauseAfter != null) {
      pauseAfter = NewJob.inRange("pause_after", pauseAfter, 1, MOST_DEAD);
    }
  }
}
