package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Worker;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.DueTimes;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FiringTest extends EngineSteps {
  private void schedule(String cron) {
    var now = time.now();
    var job = new ScheduledJob("make", "/", Map.of(), Map.of(), Surroundings.NONE);
    store
        .schedules()
        .put(
            Schedule.made(
                "a", Timetable.of(cron, now), ZoneOffset.UTC, now, job, ScheduleRules.USUAL, now));
    elsewhere();
  }

  private long made() {
    return store.jobs().beginningWith("a@", 100).size();
  }

  @Test
  void a_worker_makes_the_job_when_it_is_time_and_runs_it_at_once() {
    worker.engine.runOnce();
    schedule("every 2s");
    assertThat(worker.engine.runOnce()).isPositive();
    assertThat(made()).isZero();
    pass(Duration.ofSeconds(2));
    assertThat(made()).isEqualTo(1);
    assertThat(store.jobs().counts()).containsEntry(JobState.PROCESSING, 1L);
  }

  @Test
  void it_sleeps_no_longer_than_until_then() {
    worker.engine.runOnce();
    schedule("every 1s");
    worker.engine.runOnce();
    time.advance(Duration.ofMillis(900));
    assertThat(worker.engine.runOnce()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  /// As if the rules of its zone had changed since.
  @Test
  void a_new_worker_reckons_anew_when_each_is_due() {
    worker.engine.runOnce();
    schedule("every 10m");
    var there = store.schedules().find("a").orElseThrow();
    var next = Objects.requireNonNull(there.progress().nextAt());
    store.schedules().advance(there.advanced(wrong(next), null, 0), next);
    worker("w2", 2, 1).engine.runOnce();
    assertThat(store.schedules().find("a").orElseThrow().progress().nextAt()).isEqualTo(next);
  }

  private static DueTimes wrong(Instant next) {
    return new DueTimes(List.of(), 0, next.minus(Duration.ofMinutes(10)), next.plusSeconds(60));
  }

  @Test
  void one_that_leaves_makes_none_and_the_next_catches_up() {
    worker.engine.runOnce();
    schedule("every 10m");
    worker.engine.runOnce();
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(Duration.ofHours(8));
    assertThat(made()).isZero();
    var next = worker("w2", 2, 1);
    next.engine.runOnce();
    assertThat(made()).isEqualTo(1);
    assertThat(store.schedules().list()).allMatch(schedule -> schedule.progress().missed() == 47);
  }

  @Test
  void a_worker_that_slept_for_eight_hours_makes_one_job_for_all_of_them() {
    worker.engine.runOnce();
    schedule("every 10m");
    pass(Duration.ofMinutes(10));
    assertThat(made()).isEqualTo(1);
    worker.launcher.exit("make", 0);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofHours(8));
    pass(Duration.ofSeconds(1));
    assertThat(made()).isEqualTo(2);
    assertThat(store.schedules().list()).allMatch(schedule -> schedule.progress().missed() == 47);
  }

  /// Its jobs go on at the time at which they would have gone on otherwise.
  @Test
  void no_time_comes_again_when_the_clock_is_set_back_by_an_hour() {
    worker.engine.runOnce();
    schedule("every 10m");
    pass(Duration.ofMinutes(10));
    var next = store.schedules().nextAt();
    pass(Duration.ofHours(-1));
    worker("w2", 2, 1).engine.runOnce();
    assertThat(made()).isEqualTo(1);
    assertThat(store.schedules().nextAt()).isEqualTo(next);
    pass(Duration.ofHours(1).plusMinutes(10));
    assertThat(made()).isEqualTo(1);
    assertThat(store.schedules().list()).allMatch(schedule -> schedule.progress().skipped() == 1);
  }
}
