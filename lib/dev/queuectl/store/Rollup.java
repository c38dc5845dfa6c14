package dev.queuectl.store;

import dev.queuectl.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// How many of the attempts that ended in one second, minute or hour had something in common.
///
/// @param bucket the bucket of durations for [Measure#RUN] and [Measure#WAIT], see [Histogram];
///   otherwise 0
public record Rollup(Instant beginsAt, Measure measure, int bucket, long attempts) {

  /// What they had in common.
  public enum Measure {
    /// Their job completed.
    COMPLETED,
    /// Their job failed and will be retried.
    FAILED,
    /// Their job became dead.
    DEAD,
    CANCELLED,
    INTERRUPTED,
    /// A rule said that they were no failure: their job waits.
    SNOOZED,
    /// A rule said that their job was not to be retried; counted as dead as well.
    GAVE_UP,
    /// How long they ran; only completed, failed and dead ones.
    RUN,
    /// How long they waited for a slot; only completed, failed and dead ones.
    WAIT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Measure of(Transition transition) {
      return switch (transition) {
        case Transition.Complete _ -> COMPLETED;
        case Transition.Retry _ -> FAILED;
        case Transition.Bury _ -> DEAD;
        case Transition.Cancel _ -> CANCELLED;
        case Transition.Snooze _ -> SNOOZED;
        case Transition.Release _ -> INTERRUPTED;
      };
    }

    /// Whether such an attempt ended by itself, so that its times mean something.
    public boolean isTimed() {
      return this == COMPLETED || this == FAILED || this == DEAD;
    }
  }

  /// The length of time that is rolled up.
  public enum Span {
    /// Counts only completed attempts.
    SECOND(Duration.ofSeconds(1)),
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1));

    private final Duration length;

    Span(Duration length) {
      this.length = length;
    }

    public Duration length() {
      return length;
    }

    /// The beginning of the second, minute or hour (of UTC) that the time lies in.
    public Instant begin(Instant at) {
      var millis = length.toMillis();
      return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }
  }
}
