package dev.queuectl.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a [Schedule] has come.
///
/// @param nextAt the next time; null if there is none, and while it is paused
/// @param lastAt the last time that has passed, whether or not a job was made; null for none
/// @param lastJob the id of the job that was made last
/// @param skipped how many times no job was made, because the last one had not ended
/// @param missed how many times have passed without a worker and were not made up for
/// @param completedFor the last time for which a run has completed; null for none, and as long as
///   nobody wants to know
/// @param lateAt when somebody looks next whether a run is late; null for never
public record ScheduleProgress(
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    @Nullable String lastJob,
    long skipped,
    long missed,
    @Nullable Instant pausedAt,
    @Nullable String pauseReason,
    @Nullable Instant completedFor,
    @Nullable Instant lateAt) {
  static final ScheduleProgress NONE =
      new ScheduleProgress(null, null, null, 0, 0, null, null, null, null);

  /// Of the last time that has passed and another instant, the later one.
  Instant last(Instant other) {
    return lastAt != null && lastAt.isAfter(other) ? lastAt : other;
  }

  ScheduleProgress at(@Nullable Instant next) {
    return new ScheduleProgress(
        next, lastAt, lastJob, skipped, missed, pausedAt, pauseReason, completedFor, lateAt);
  }

  /// Of the last time for which a run has completed and another instant, the later one.
  Instant completed(Instant other) {
    return completedFor != null && completedFor.isAfter(other) ? completedFor : other;
  }

  /// Not paused, or not any more.
  ///
  /// @param late when somebody looks whether a run is late
  ScheduleProgress goingOn(@Nullable Instant next, @Nullable Instant late) {
    return new ScheduleProgress(
        next, lastAt, lastJob, skipped, missed, null, null, completedFor, late);
  }

  ScheduleProgress watched(@Nullable Instant late) {
    return new ScheduleProgress(
        nextAt, lastAt, lastJob, skipped, missed, pausedAt, pauseReason, completedFor, late);
  }

  /// Since now, unless it is paused already.
  ScheduleProgress paused(Instant now, @Nullable String reason) {
    var since = pausedAt == null ? now : pausedAt;
    return new ScheduleProgress(
        null, lastAt, lastJob, skipped, missed, since, reason, completedFor, null);
  }

  ScheduleProgress ran(String id) {
    return new ScheduleProgress(
        nextAt, lastAt, id, skipped, missed, pausedAt, pauseReason, completedFor, lateAt);
  }

  ScheduleProgress advanced(DueTimes due, @Nullable String newest, long moreSkipped) {
    return new ScheduleProgress(
        due.next(),
        due.last(),
        newest == null ? lastJob : newest,
        skipped + moreSkipped,
        missed + due.missed(),
        pausedAt,
        pauseReason,
        completedFor,
        lateAt);
  }
}
