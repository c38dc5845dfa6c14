package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.schedule.Timetable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Jobs that have not begun in time are cancelled by workers that have no room for them.
class ExpiryTest extends EngineSteps {
  private static final JobPolicy EXPIRING =
      JobPolicy.CONFIGURED.with(JobField.EXPIRES, Duration.ofMinutes(10));

  private long cancelled() {
    return store.jobs().counts().get(JobState.CANCELLED);
  }

  @Test
  void a_worker_whose_slots_are_busy_cancels_them_in_time() {
    enqueue("a", "b");
    worker.engine.runOnce();
    enqueue("late", 0, null, EXPIRING);
    worker.engine.runOnce();
    time.advance(Duration.ofMinutes(10).minusMillis(100));
    assertThat(worker.engine.runOnce()).isLessThanOrEqualTo(Duration.ofMillis(100));
    assertThat(cancelled()).isZero();
    pass(Duration.ofMillis(100));
    assertThat(cancelled()).isEqualTo(1);
    assertThat(store.events().list(Long.MAX_VALUE, 1))
        .allMatch(event -> event.action().equals("expire"));
  }

  @Test
  void a_worker_that_starts_runs_nothing_that_has_expired_meanwhile() {
    enqueue("late", 0, null, EXPIRING);
    time.advance(Duration.ofHours(8));
    worker("w2", 2, 1).engine.runOnce();
    assertThat(cancelled()).isEqualTo(1);
  }

  @Test
  void so_are_the_jobs_of_a_schedule_and_no_time_is_made_up_for_that_is_over() {
    enqueue("a", "b");
    worker.engine.runOnce();
    var now = time.now();
    var job =
        new ScheduledJob("x", "/", Map.of(JobField.EXPIRES, "10m"), Map.of(), Surroundings.NONE);
    var every = Timetable.of("every 1h", now);
    store
        .schedules()
        .put(Schedule.made("s", every, ZoneOffset.UTC, now, job, ScheduleRules.USUAL, now));
    elsewhere();
    worker.engine.runOnce();
    pass(Duration.ofHours(1));
    worker.engine.runOnce();
    assertThat(store.jobs().beginningWith("s@", 9)).hasSize(1);
    pass(Duration.ofMinutes(10));
    assertThat(cancelled()).isEqualTo(1);
    pass(Duration.ofHours(8).plusMinutes(5));
    assertThat(store.schedules().find("s").orElseThrow().progress().missed()).isEqualTo(8);
    assertThat(store.jobs().beginningWith("s@", 9)).hasSize(1);
    pass(Duration.ofMinutes(50));
    var made = store.jobs().beginningWith("s@", 1).getFirst();
    assertThat(made.expiresAt()).contains(made.runAt().plus(Duration.ofMinutes(5)));
  }
}
