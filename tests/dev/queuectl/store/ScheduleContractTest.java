package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.action.Actor;
import dev.queuectl.action.AuditLog;
import dev.queuectl.action.ScheduleFiring;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.CatchUp;
import dev.queuectl.schedule.Overlap;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Schedules are kept as they were given, and each of their times makes one job, whoever makes it.
class ScheduleContractTest extends StoreContract {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ScheduledJob TRUE =
      new ScheduledJob("true", "/", Map.of(), Map.of(), Surroundings.NONE);

  private Schedule schedule(String name, String cron, ScheduleRules rules) {
    return schedule(name, cron, TRUE, rules);
  }

  private Schedule schedule(String name, String cron, ScheduledJob job, ScheduleRules rules) {
    return Schedule.made(name, Timetable.of(cron, now), BERLIN, now, job, rules, now);
  }

  private Schedule kept(String name) {
    return store.schedules().find(name).orElseThrow();
  }

  private void complete(Job job) {
    end(job, new Outcome.Succeeded(), new Transition.Complete());
  }

  private void bury(Job job) {
    end(job, new Outcome.Failed(2), new Transition.Bury("exit code 2", true));
  }

  private void fire() {
    new ScheduleFiring(store, AuditLog.NONE).fire(now);
  }

  private List<String> ids(String name) {
    return store.jobs().beginningWith(name + "@", 2000).stream().map(Job::id).sorted().toList();
  }

  @Test
  void everything_that_was_given_is_kept() {
    var job =
        new ScheduledJob(
            "make\nall",
            "/work",
            Map.of(JobField.QUEUE, "mail", JobField.PRIORITY, "5", JobField.TIMEOUT, "10m"),
            Map.of("A", "b\nc"),
            new Surroundings(
                JobEnvironment.of(Map.of("PATH", "/bin")), Stdin.of(new byte[] {1, 2}), null));
    var rules =
        new ScheduleRules(
            CatchUp.ALL,
            Duration.ofDays(2),
            Overlap.ALLOW,
            Duration.ofMinutes(5),
            3,
            now.plus(Duration.ofDays(100)));
    var given = schedule("b", "30 2 * * *", job, rules);
    store.schedules().put(given);
    store.schedules().put(schedule("a", "@daily", ScheduleRules.USUAL));
    assertThat(store.schedules().find("b")).contains(given);
    assertThat(store.schedules().list()).extracting(Schedule::name).containsExactly("a", "b");
    store.schedules().put(given.paused(now, "why"));
    assertThat(kept("b").progress().pauseReason()).isEqualTo("why");
    assertThat(store.schedules().remove("b")).isTrue();
    assertThat(store.schedules().remove("b")).isFalse();
    assertThat(store.schedules().find("b")).isEmpty();
  }

  @Test
  void what_is_due_is_found_and_dealt_with_once() {
    var every = schedule("a", "every 10m", ScheduleRules.USUAL);
    store.schedules().put(every);
    store.schedules().put(schedule("b", "every 1h", ScheduleRules.USUAL));
    var first = now.plus(Duration.ofMinutes(10));
    assertThat(store.schedules().nextAt()).contains(first);
    assertThat(store.schedules().due(now, 10)).isEmpty();
    assertThat(store.schedules().due(first, 10)).containsExactly(every);
    var ran = every.ran("x");
    assertThat(store.schedules().advance(ran, first)).isTrue();
    assertThat(store.schedules().advance(ran, now)).isFalse();
    assertThat(kept("a").progress().lastJob()).isEqualTo("x");
  }

  @Test
  void each_time_makes_a_job_that_knows_what_it_is_for() {
    var job =
        new ScheduledJob(
            "true", "/", Map.of(JobField.QUEUE, "mail"), Map.of("A", "b"), Surroundings.NONE);
    var schedule = schedule("night", "30 2 * * *", job, ScheduleRules.USUAL);
    store.schedules().put(schedule);
    var time = Objects.requireNonNull(schedule.progress().nextAt());
    advance(Duration.between(now, time));
    fire();
    fire();
    var id = "night@" + time.atZone(BERLIN).toOffsetDateTime();
    var made = store.jobs().find(id).orElseThrow();
    assertThat(ids("night")).containsExactly(id);
    assertThat(made.queue()).isEqualTo("mail");
    assertThat(made.env())
        .isEqualTo(
            Map.of(
                "A", "b", "QUEUECTL_SCHEDULE", "night", "QUEUECTL_SCHEDULED_FOR", time.toString()));
    assertThat(kept("night").progress().lastAt()).isEqualTo(time);
    assertThat(kept("night").progress().lastJob()).isEqualTo(id);
    assertThat(kept("night").progress().nextAt()).isAfter(time);
  }

  @Test
  void what_was_missed_is_made_up_for_as_it_was_asked() {
    for (var how : CatchUp.values()) {
      var usual = ScheduleRules.USUAL;
      var rules = new ScheduleRules(how, Duration.ofHours(3), usual.overlap(), null, null, null);
      store.schedules().put(schedule(how.word(), "every 10m", rules));
    }
    advance(Duration.ofHours(8).plusMinutes(5));
    fire();
    assertThat(ids("none")).isEmpty();
    assertThat(kept("none").progress().missed()).isEqualTo(48);
    assertThat(ids("last")).hasSize(1);
    assertThat(kept("last").progress().missed()).isEqualTo(47);
    assertThat(store.jobs().find(ids("last").getFirst()).orElseThrow().env())
        .containsEntry("QUEUECTL_CAUGHT_UP", "1");
    assertThat(ids("all")).hasSize(18);
    assertThat(kept("all").progress().missed()).isEqualTo(30);
  }

  @Test
  void of_three_years_only_the_newest_thousand_are_made_up_for() {
    var rules =
        new ScheduleRules(CatchUp.ALL, Duration.ofDays(3650), Overlap.ALLOW, null, null, null);
    store.schedules().put(schedule("old", "*/5 * * * *", rules));
    advance(Duration.ofDays(3 * 365));
    fire();
    assertThat(store.jobs().beginningWith("old@", 2000)).hasSize(1000);
    assertThat(kept("old").progress().missed()).isGreaterThan(300_000);
    assertThat(kept("old").progress().nextAt()).isAfter(now);
  }

  @Test
  void while_the_last_job_has_not_ended_the_next_is_skipped_or_not() {
    var usual = ScheduleRules.USUAL;
    var allow =
        new ScheduleRules(usual.catchUp(), usual.catchUpWindow(), Overlap.ALLOW, null, null, null);
    store.schedules().put(schedule("skip", "every 10m", usual));
    store.schedules().put(schedule("allow", "every 10m", allow));
    for (var i = 0; i < 3; i++) {
      advance(Duration.ofMinutes(10));
      fire();
    }
    assertThat(ids("skip")).hasSize(1);
    assertThat(kept("skip").progress().skipped()).isEqualTo(2);
    assertThat(ids("allow")).hasSize(3);
    claim(9).forEach(this::complete);
    advance(Duration.ofMinutes(10));
    fire();
    assertThat(ids("skip")).hasSize(2);
  }

  private void overlapping(Overlap overlap) {
    var usual = ScheduleRules.USUAL;
    var rules =
        new ScheduleRules(usual.catchUp(), usual.catchUpWindow(), overlap, null, null, null);
    store.schedules().put(schedule("a", "every 10m", rules));
    advance(Duration.ofMinutes(10));
    fire();
    assertThat(claimIds(1)).isEqualTo(ids("a"));
  }

  private void next() {
    advance(Duration.ofMinutes(10));
    fire();
  }

  @Test
  void one_may_wait_for_the_end_of_the_last() {
    overlapping(Overlap.QUEUE);
    next();
    next();
    assertThat(ids("a")).hasSize(2);
    assertThat(kept("a").progress().skipped()).isEqualTo(1);
    assertThat(claim(9)).isEmpty();
    complete(find(ids("a").getFirst()));
    assertThat(claimIds(9)).containsExactly(ids("a").getLast());
  }

  @Test
  void one_may_take_the_place_of_the_last_once_that_has_ended() {
    overlapping(Overlap.REPLACE);
    next();
    var first = find(ids("a").getFirst());
    assertThat(first.cancelRequestedAt()).isNotNull();
    assertThat(claim(9)).isEmpty();
    next();
    assertThat(find(ids("a").get(1)).state()).isEqualTo(JobState.CANCELLED);
    assertThat(claim(9)).isEmpty();
    end(first, new Outcome.Cancelled(), new Transition.Cancel());
    assertThat(claimIds(9)).containsExactly(ids("a").getLast());
  }

  @Test
  void a_clock_that_is_set_back_makes_no_job_again() {
    store.schedules().put(schedule("a", "every 10m", ScheduleRules.USUAL));
    advance(Duration.ofMinutes(10));
    fire();
    claim(1).forEach(this::complete);
    var next = kept("a").progress().nextAt();
    advance(Duration.ofHours(-1));
    fire();
    store.schedules().put(kept("a").from(now));
    assertThat(ids("a")).hasSize(1);
    assertThat(kept("a").progress().nextAt()).isEqualTo(next);
  }

  @Test
  void it_ends_when_it_is_to_end_and_goes_on_from_now_when_it_is_resumed() {
    var usual = ScheduleRules.USUAL;
    var until = now.plus(Duration.ofMinutes(25));
    var rules =
        new ScheduleRules(usual.catchUp(), usual.catchUpWindow(), Overlap.ALLOW, null, null, until);
    store.schedules().put(schedule("end", "every 10m", rules));
    var paused = schedule("paused", "every 10m", usual).paused(now, "why");
    store.schedules().put(paused);
    advance(Duration.ofMinutes(35));
    fire();
    assertThat(kept("end").progress().nextAt()).isNull();
    assertThat(kept("end").progress().lastAt()).isEqualTo(until.minus(Duration.ofMinutes(5)));
    assertThat(ids("paused")).isEmpty();
    assertThat(paused.from(now).progress().nextAt()).isEqualTo(now.plus(Duration.ofMinutes(5)));
  }

  /// Nobody else has to wait for it.
  @Test
  void a_schedule_that_cannot_be_carried_out_is_paused() {
    var good = schedule("good", "every 10m", ScheduleRules.USUAL);
    store.schedules().put(good);
    store.schedules().put(withZone(good, "zone", "Mars/Olympus"));
    advance(Duration.ofMinutes(10));
    fire();
    assertThat(ids("good")).hasSize(1);
    assertThat(kept("zone").progress().pauseReason())
        .isEqualTo("it cannot be carried out: there is no time zone \"Mars/Olympus\"");
    assertThat(store.schedules().nextAt()).contains(kept("good").progress().nextAt());
  }

  private static Schedule withZone(Schedule like, String name, String zone) {
    return new Schedule(
        name,
        like.cron(),
        zone,
        like.anchoredAt(),
        like.job(),
        like.rules(),
        like.createdAt(),
        like.updatedAt(),
        like.progress());
  }

  @Test
  void deaths_in_a_row_pause_it() {
    var usual = ScheduleRules.USUAL;
    var rules =
        new ScheduleRules(usual.catchUp(), usual.catchUpWindow(), usual.overlap(), null, 2, null);
    store.schedules().put(schedule("a", "every 10m", rules));
    for (var i = 0; i < 3; i++) {
      advance(Duration.ofMinutes(10));
      fire();
      claim(1).forEach(this::bury);
    }
    assertThat(ids("a")).hasSize(2);
    assertThat(kept("a").progress().pauseReason())
        .isEqualTo("2 of its jobs in a row are dead, the last is " + ids("a").getLast());
    store.schedules().put(kept("a").from(now));
    advance(Duration.ofMinutes(10));
    fire();
    assertThat(ids("a")).hasSize(3);
  }

  /// As two workers do, whenever one of them is first.
  @Test
  void of_two_hundred_that_are_due_at_once_each_makes_one_job_whoever_makes_it() throws Exception {
    var usual = ScheduleRules.USUAL;
    var all =
        new ScheduleRules(CatchUp.ALL, usual.catchUpWindow(), Overlap.ALLOW, null, null, null);
    IntStream.range(0, 200).forEach(i -> store.schedules().put(schedule("s" + i, "every 1s", all)));
    var from = now;
    try (var executor = Executors.newFixedThreadPool(2)) {
      var both = List.<Callable<Integer>>of(() -> fire(from), () -> fire(from));
      for (var fired : executor.invokeAll(both)) {
        fired.get();
      }
    }
    now = from.plusSeconds(4);
    var jobs = store.jobs().beginningWith("s", 2000);
    assertThat(jobs).hasSize(800);
    assertThat(store.schedules().list())
        .allSatisfy(
            schedule -> {
              assertThat(schedule.progress().missed()).isZero();
              assertThat(schedule.progress().lastAt()).isEqualTo(now);
            });
  }

  /// On a connection of its own, four seconds one after the other.
  private int fire(Instant from) {
    try (var mine = open(directory)) {
      for (var second = 1; second <= 4; second++) {
        new ScheduleFiring(mine, AuditLog.NONE).fire(from.plusSeconds(second));
      }
    }
    return 0;
  }

  private static final ScheduleRules ALLOW =
      new ScheduleRules(CatchUp.LAST, Duration.ofDays(7), Overlap.ALLOW, null, null, null);

  private List<String> lateEvents() {
    return store.events().list(Long.MAX_VALUE, 50).stream()
        .filter(event -> event.action().equals("schedule-late"))
        .map(event -> String.valueOf(event.detail()))
        .toList();
  }

  private void look() {
    var audit = AuditLog.of(store, new Actor("w1", "worker"));
    new ScheduleFiring(store, audit).fire(now);
  }

  @Test
  void it_is_late_when_no_run_has_completed_in_time_and_an_event_says_so_once() {
    store.schedules().put(schedule("a", "every 10m", ALLOW.late(Duration.ofMinutes(5))));
    store.schedules().put(schedule("never", "every 10m", ScheduleRules.USUAL));
    var begin = now;
    assertThat(store.schedules().watched(now.plus(Duration.ofDays(1)), 9)).hasSize(1);
    advance(Duration.ofMinutes(10));
    look();
    assertThat(store.schedules().nextAt()).contains(begin.plus(Duration.ofMinutes(15)));
    advance(Duration.ofMinutes(5));
    look();
    look();
    assertThat(lateEvents()).hasSize(1);
    assertThat(lateEvents().getFirst()).startsWith("a is late since 0s: no run for ");
    assertThat(kept("a").lateSince(now)).contains(now);
    var run = claim(9).stream().filter(job -> job.id().startsWith("a@")).findFirst();
    complete(run.orElseThrow());
    assertThat(kept("a").progress().completedFor()).isEqualTo(begin.plus(Duration.ofMinutes(10)));
    assertThat(kept("a").lateSince(now)).isEmpty();
    advance(Duration.ofHours(8));
    look();
    assertThat(lateEvents()).hasSize(2);
    assertThat(kept("a").lateSince(now)).contains(begin.plus(Duration.ofMinutes(25)));
    store.schedules().put(kept("a").from(now));
    assertThat(kept("a").lateSince(now)).isEmpty();
    store.schedules().put(kept("a").paused(now, null));
    assertThat(store.schedules().watched(now.plus(Duration.ofDays(1)), 9)).isEmpty();
    assertThat(kept("never").progress().completedFor()).isNull();
  }
}
