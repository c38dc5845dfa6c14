package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.ProcessEnd;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.store.QueueChange.Limit;
import dev.queuectl.store.WorkerChange.Leave;
import dev.queuectl.store.sqlite.SqliteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineTest extends EngineSteps {
  @Test
  void a_job_is_claimed_launched_and_completed() {
    enqueue("a");
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.PROCESSING);
    assertThat(worker.launcher.running()).containsExactly("a");
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(job("a").attempts()).isEqualTo(1);
    assertThat(job("a").exitCode()).isZero();
    assertThat(outcomes("a")).containsExactly("succeeded");
  }

  @Test
  void an_end_lets_the_next_job_of_a_limited_queue_begin() {
    store.queues().change("default", new Limit(1));
    enqueue("a", "b");
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("a");
    worker.engine.runOnce();
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("b");
  }

  @Test
  void a_job_knows_who_it_is() {
    enqueue("a");
    worker.engine.runOnce();
    assertThat(worker.launcher.environments.getFirst())
        .containsEntry("A", "b")
        .containsEntry("QUEUECTL_JOB_ID", "a")
        .containsEntry("QUEUECTL_ATTEMPT", "1")
        .containsEntry("QUEUECTL_WORKER", "w1")
        .containsEntry("QUEUECTL_SLOT", "0")
        .containsEntry("QUEUECTL_QUEUE", "default");
  }

  @Test
  void no_more_jobs_run_than_there_are_slots_and_a_free_slot_is_filled_in_the_same_step() {
    enqueue("a", "b", "c");
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("a", "b");
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("b", "c");
  }

  @Test
  void higher_priority_runs_first_and_equal_priority_in_enqueue_order() {
    enqueue("low", -5, null, JobPolicy.CONFIGURED);
    enqueue("first", 0, null, JobPolicy.CONFIGURED);
    enqueue("second", 0, null, JobPolicy.CONFIGURED);
    enqueue("high", 5, null, JobPolicy.CONFIGURED);
    for (var i = 0; i < 3; i++) {
      worker.engine.runOnce();
      List.copyOf(worker.launcher.running()).forEach(c -> worker.launcher.exit(c, 0));
    }
    assertThat(worker.launcher.launched).containsExactly("high", "first", "second", "low");
  }

  @Test
  void a_failed_job_waits_two_and_four_seconds_and_is_buried_after_the_third_execution() {
    enqueue("a");
    worker.engine.runOnce();
    worker.launcher.exit("a", 7);
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(job("a").nextRetryAt()).isEqualTo(time.now().plusSeconds(2));
    pass(Duration.ofMillis(1999));
    assertThat(worker.launcher.running()).isEmpty();
    pass(Duration.ofMillis(1));
    worker.launcher.exit("a", 7);
    worker.engine.runOnce();
    assertThat(job("a").nextRetryAt()).isEqualTo(time.now().plusSeconds(4));
    pass(Duration.ofSeconds(4));
    worker.launcher.exit("a", 7);
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
    assertThat(job("a").attempts()).isEqualTo(3);
    assertThat(job("a").error()).isEqualTo("exit code 7");
    assertThat(outcomes("a")).containsExactly("failed", "failed", "failed");
  }

  @Test
  void the_wait_until_the_next_step_ends_when_a_retry_is_due() {
    enqueue("a");
    worker.engine.runOnce();
    worker.launcher.exit("a", 1);
    store.config().set(Setting.POLL_INTERVAL, "1h");
    elsewhere();
    assertThat(worker.engine.runOnce()).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void a_scheduled_job_runs_when_it_is_due_although_nobody_wakes_the_worker() {
    enqueue("a", 0, time.now().plusSeconds(60), JobPolicy.CONFIGURED);
    worker.engine.runOnce();
    pass(Duration.ofSeconds(59));
    assertThat(worker.launcher.running()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(worker.launcher.running()).containsExactly("a");
  }

  @Test
  void a_job_that_runs_too_long_is_terminated_then_killed_and_counts_as_timed_out() {
    var limit = new JobPolicy(Map.of(JobField.TIMEOUT, Duration.ofSeconds(10)));
    enqueue("a", 0, null, limit);
    worker.engine.runOnce();
    pass(Duration.ofSeconds(10));
    assertThat(worker.launcher.signals).containsExactly("TERM a");
    pass(Duration.ofSeconds(5));
    assertThat(worker.launcher.signals).containsExactly("TERM a", "KILL a");
    worker.launcher.end("a", new ProcessEnd.Signalled(9));
    worker.engine.runOnce();
    assertThat(outcomes("a")).containsExactly("timed_out");
    assertThat(job("a").exitCode()).isEqualTo(124);
    assertThat(job("a").state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void setting_the_clock_neither_times_a_job_out_nor_stops_the_queue() {
    enqueue("a", 0, null, new JobPolicy(Map.of(JobField.TIMEOUT, Duration.ofMinutes(10))));
    worker.engine.runOnce();
    time.jump(Duration.ofHours(1));
    worker.engine.runOnce();
    assertThat(worker.launcher.signals).isEmpty();
    time.jump(Duration.ofHours(-2));
    enqueue("b");
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("a", "b");
  }

  @Test
  void cancelling_a_running_job_ends_its_process_and_is_no_failure() {
    enqueue("a");
    worker.engine.runOnce();
    try (var other = SqliteStore.open(home.resolve("queue.db"))) {
      assertThat(ByHand.cancel(other.jobs(), "a", time.now()).state())
          .isEqualTo(JobState.PROCESSING);
    }
    worker.engine.runOnce();
    assertThat(worker.launcher.signals).containsExactly("TERM a");
    worker.launcher.end("a", new ProcessEnd.Signalled(15));
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(job("a").attempts()).isZero();
  }

  @Test
  void a_draining_worker_claims_nothing_and_is_done_when_its_jobs_are() {
    enqueue("a");
    worker.engine.runOnce();
    enqueue("b");
    worker.engine.stop(Worker.Stop.DRAIN);
    worker.engine.runOnce();
    assertThat(worker.engine.isDone()).isFalse();
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(worker.engine.isDone()).isTrue();
    assertThat(job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(job("b").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void a_worker_stopped_now_interrupts_its_jobs_without_counting_a_failure() {
    enqueue("a");
    worker.engine.runOnce();
    worker.engine.stop(Worker.Stop.NOW);
    worker.launcher.end("a", new ProcessEnd.Signalled(15));
    worker.engine.runOnce();
    assertThat(worker.engine.isDone()).isTrue();
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(job("a").attempts()).isZero();
    assertThat(job("a").interruptions()).isEqualTo(1);
    assertThat(outcomes("a")).containsExactly("interrupted");
  }

  @Test
  void a_worker_that_hands_over_goes_at_once_and_its_jobs_run_on_under_the_next() {
    enqueue("a");
    worker.engine.runOnce();
    worker.engine.stop(Worker.Stop.DRAIN);
    worker.engine.stop(Worker.Stop.HANDOVER);
    worker.engine.runOnce();
    assertThat(worker.engine.isDone()).isTrue();
    worker.engine.leave();
    assertThat(worker.launcher.forgotten).isFalse(); // the end may have been recorded by now
    assertThat(worker.launcher.signals).isEmpty();
    assertThat(job("a").state()).isEqualTo(JobState.PROCESSING);
    TestWorker.DEAD.add(1L);
    var heir = worker("w2", 2, 1);
    heir.engine.runOnce();
    assertThat(heir.launcher.adopted).hasSize(1);
    assertThat(job("a").interruptions()).isZero();
  }

  @Test
  void a_drain_that_lasts_too_long_becomes_an_interruption() {
    store.config().set(Setting.DRAIN_TIMEOUT, "10s");
    enqueue("a");
    worker.engine.runOnce();
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(Duration.ofSeconds(10));
    assertThat(worker.launcher.signals).containsExactly("TERM a");
  }

  @Test
  void a_worker_asked_to_stop_by_another_process_drains() {
    try (var other = SqliteStore.open(home.resolve("queue.db"))) {
      assertThat(other.workers().change("w1", new Leave(Worker.Stop.DRAIN))).isTrue();
    }
    worker.engine.runOnce();
    assertThat(worker.engine.isDone()).isTrue();
  }

  @Test
  void a_worker_started_to_drain_waits_for_retries_but_not_for_what_is_scheduled() {
    var options = new WorkerOptions(1, Set.of(), null, true);
    var drain = new TestWorker("w2", 2, store, time, home, options);
    enqueue("later", 0, time.now().plusSeconds(3600), JobPolicy.CONFIGURED);
    enqueue("a");
    drain.engine.runOnce();
    drain.launcher.exit("a", 1);
    drain.engine.runOnce();
    assertThat(drain.engine.isDone()).isFalse();
    time.advance(Duration.ofSeconds(2));
    drain.engine.runOnce();
    drain.launcher.exit("a", 0);
    drain.engine.runOnce();
    assertThat(drain.engine.isDone()).isTrue();
  }

  @Test
  void the_jobs_of_a_dead_worker_are_adopted_under_the_same_attempt() {
    enqueue("a");
    worker.engine.runOnce();
    TestWorker.DEAD.add(1L);
    var heir = worker("w2", 2, 1);
    heir.engine.runOnce();
    assertThat(heir.launcher.adopted).hasSize(1);
    assertThat(heir.launcher.adopted.getFirst().run()).isEqualTo(home.resolve("run"));
    assertThat(job("a").state()).isEqualTo(JobState.PROCESSING);
    heir.launcher.exit(Launch.key(store.storeId(), job("a")), 3);
    heir.engine.runOnce();
    assertThat(job("a").exitCode()).isEqualTo(3);
    assertThat(outcomes("a")).containsExactly("failed");
    assertThat(store.workers().workers()).extracting(Worker::id).containsExactly("w2");
  }

  @Test
  void a_job_that_was_lost_with_its_worker_is_released_and_after_five_times_buried() {
    enqueue("a");
    for (var i = 1; i <= 5; i++) {
      worker.engine.runOnce();
      worker.launcher.end("a", new ProcessEnd.Lost("its worker died"));
      worker.engine.runOnce();
      worker.launcher.running();
      if (i < 5) {
        assertThat(job("a").interruptions()).isEqualTo(i);
      }
    }
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
    assertThat(job("a").error()).startsWith("interrupted 5 times");
    assertThat(job("a").attempts()).isZero();
  }

  @Test
  void a_worker_of_another_host_is_given_a_whole_lease_before_its_jobs_run_here() {
    var far = new ProcessIdentity("elsewhere", 9, 9);
    var other = new TestWorker("far", far, store, time, home, TestWorker.slots(1));
    enqueue("a");
    other.engine.runOnce();
    pass(Duration.ofSeconds(1));
    time.jump(Duration.ofHours(1));
    pass(Duration.ofSeconds(28));
    assertThat(worker.launcher.launched).isEmpty();
    pass(Duration.ofSeconds(2));
    worker.engine.runOnce();
    worker.engine.runOnce();
    assertThat(worker.launcher.launched).containsExactly("a");
    assertThat(job("a").interruptions()).isEqualTo(1);
  }

  @Test
  void a_worker_that_was_taken_for_dead_changes_nothing_and_goes_on_with_new_jobs() {
    enqueue("a");
    worker.engine.runOnce();
    TestWorker.DEAD.add(1L);
    var heir = worker("w2", 2, 1);
    heir.engine.runOnce();
    worker.launcher.exit("a", 0);
    pass(Duration.ofSeconds(11));
    assertThat(job("a").state()).isEqualTo(JobState.PROCESSING);
    TestWorker.DEAD.clear();
    enqueue("b");
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("b");
    assertThat(worker.events).noneMatch(e -> e instanceof WorkerEvent.Ended);
  }

  @Test
  void the_configuration_is_followed_while_the_worker_runs() {
    enqueue("a");
    worker.engine.runOnce();
    try (var other = SqliteStore.open(home.resolve("queue.db"))) {
      other.config().set(Setting.BACKOFF_BASE, "5");
    }
    worker.engine.runOnce();
    worker.launcher.exit("a", 1);
    worker.engine.runOnce();
    assertThat(job("a").nextRetryAt()).isEqualTo(time.now().plusSeconds(5));
  }

  @Test
  void tells_each_time_when_nothing_is_left_to_do() {
    worker.engine.runOnce();
    worker.engine.runOnce();
    assertThat(emptied()).isEqualTo(1);
    enqueue("a", "b");
    worker.engine.runOnce();
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(emptied()).isEqualTo(1);
    worker.launcher.exit("b", 1); // which is retried
    worker.engine.runOnce();
    assertThat(emptied()).isEqualTo(1);
    pass(Duration.ofSeconds(3));
    worker.launcher.exit("b", 0);
    worker.engine.runOnce();
    assertThat(emptied()).isEqualTo(2);
    pass(Duration.ofSeconds(3));
    assertThat(emptied()).isEqualTo(2);
  }

  private long emptied() {
    return worker.events.stream().filter(WorkerEvent.Emptied.class::isInstance).count();
  }
}
