package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.store.QueueChange.Limit;
import dev.queuectl.store.sqlite.SqliteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    assertThat(worker.launcher.launched.getFirst().env())
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
    assertThat(worker.launcher.commands()).containsExactly("high", "first", "second", "low");
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
    store.config().set(Map.of(Setting.POLL_INTERVAL, "1h"));
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
    worker.launcher.end("a", new End.Signalled(9));
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
    worker.launcher.end("a", new End.Signalled(15));
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(job("a").attempts()).isZero();
  }

  @Test
  void the_configuration_is_followed_while_the_worker_runs() {
    enqueue("a");
    worker.engine.runOnce();
    try (var other = SqliteStore.open(home.resolve("queue.db"))) {
      other.config().set(Map.of(Setting.BACKOFF_BASE, "5"));
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
