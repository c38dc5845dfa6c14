package dev.queuectl.report.slots;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/// An attempt in the slot that ran it.
///
/// @param job as it is now
public record SlotRun(Job job, Attempt attempt) {
  /// The last first: running ones before all that have ended.
  public static final Comparator<SlotRun> LAST_FIRST =
      Comparator.comparing(SlotRun::end).thenComparing(SlotRun::begin).reversed();

  /// The word of its outcome, or `running`.
  public String outcome() {
    return Objects.requireNonNullElse(attempt.outcome(), "running");
  }

  public Instant begin() {
    return attempt.startedAt();
  }

  private Instant end() {
    return Objects.requireNonNullElse(attempt.endedAt(), Instant.MAX);
  }

  /// Whether it ran at that time or later.
  boolean isAfter(Instant from) {
    return !end().isBefore(from);
  }
}
