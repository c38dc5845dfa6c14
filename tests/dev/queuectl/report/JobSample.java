package dev.queuectl.report;

import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The job `a` in each state.
record JobSample(JobState state, boolean held, Instant runAt, @Nullable Instant cancelRequestedAt) {
  static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  static final Instant BEFORE = NOW.minusSeconds(10);
  static final Instant LATER = NOW.plus(Duration.ofMinutes(5));

  JobSample(JobState state) {
    this(state, false, BEFORE, null);
  }

  static Job pending() {
    return new JobSample(JobState.PENDING).job(NOW);
  }

  /// @param leaseUntil if it is processing
  Job job(Instant leaseUntil) {
    var isWaiting = state == JobState.PENDING;
    return new Job(
        7,
        "a",
        "make",
        state,
        "default",
        0,
        isWaiting ? 0 : 1,
        3,
        0,
        0,
        isWaiting ? 0 : 1,
        JobPolicy.CONFIGURED,
        "/srv",
        Map.of("A", "b", Schedule.OF_NAME, "nightly", Schedule.OF_TIME, "2026-11-22T02:30:00Z"),
        held,
        BEFORE,
        BEFORE,
        runAt,
        state == JobState.FAILED ? LATER : null,
        isWaiting ? null : BEFORE,
        state.isFinal() ? BEFORE : null,
        null,
        state == JobState.FAILED || state == JobState.DEAD ? "exit code 7" : null,
        null,
        state == JobState.PROCESSING ? new Lease("w1", 0, 7, leaseUntil) : null,
        cancelRequestedAt,
        Surroundings.Kept.NONE,
        null);
  }
}
