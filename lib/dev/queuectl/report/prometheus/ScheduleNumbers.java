package dev.queuectl.report.prometheus;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.Store;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a scrape says of a schedule.
///
/// @param lastSuccessAt of its last jobs that are kept; null if none of them has completed
/// @param isLate null if it does not say when it would be
record ScheduleNumbers(
    String name,
    @Nullable Instant nextAt,
    @Nullable Instant lastSuccessAt,
    long skipped,
    long missed,
    @Nullable Boolean isLate) {
  /// More would make a scrape long.
  private static final int MOST = 50;

  private static final int LAST_JOBS = 20;

  /// Of the first by name.
  static List<ScheduleNumbers> of(Store store, Instant now) {
    return store.schedules().list().stream()
        .limit(MOST)
        .map(
            schedule ->
                new ScheduleNumbers(
                    schedule.name(),
                    schedule.progress().nextAt(),
                    lastSuccess(store, schedule),
                    schedule.progress().skipped(),
                    schedule.progress().missed(),
                    schedule.rules().late() == null
                        ? null
                        : (Boolean) schedule.late(now).isPresent()))
        .toList();
  }

  private static @Nullable Instant lastSuccess(Store store, Schedule schedule) {
    return store.jobs().beginningWith(schedule.idPrefix(), LAST_JOBS).stream()
        .filter(job -> job.state() == JobState.COMPLETED)
        .findFirst()
        .map(Job::finishedAt)
        .orElse(null);
  }
}
