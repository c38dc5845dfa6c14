package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.store.WorkerChange.Leave;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The engine when its surroundings fail: the store, the disk, its own kin, itself.
class TroubleTest extends TroubleSteps {
  @Test
  void ends_are_kept_while_the_store_is_away_and_stored_when_it_is_back() {
    enqueue("a");
    step();
    flaky.failure = FlakyStore.unavailable();
    worker.launcher.exit("a", 7);
    assertThat(step()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(state("a")).isEqualTo(JobState.PROCESSING);
    flaky.failure = null;
    pass(Duration.ofSeconds(1));
    assertThat(outcomes("a")).containsExactly("failed");
    assertThat(events(WorkerEvent.Troubled.class)).hasSize(1);
    assertThat(events(WorkerEvent.Recovered.class)).hasSize(1);
  }

  @Test
  void timeouts_are_enforced_while_the_store_is_away() {
    enqueue("a", new JobPolicy(Map.of(JobField.TIMEOUT, Duration.ofMillis(200))));
    step();
    flaky.failure = FlakyStore.unavailable();
    assertThat(pass(Duration.ofMillis(100))).isLessThanOrEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(100));
    assertThat(worker.launcher.signals).containsExactly("TERM a");
  }

  @Test
  void an_idle_worker_may_leave_while_the_store_is_away() {
    flaky.failure = FlakyStore.unavailable();
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(Duration.ofSeconds(20));
    assertThat(worker.engine.isDone()).isTrue();
    worker.engine.leave();
    assertThat(store.workers().workers()).hasSize(1);
  }

  @Test
  void a_job_claimed_in_a_step_that_failed_half_way_is_not_forgotten() {
    enqueue("a");
    flaky.failsAfter = "exchange";
    step();
    assertThat(state("a")).isEqualTo(JobState.PROCESSING);
    assertThat(worker.launcher.commands()).isEmpty();
    pass(Duration.ofSeconds(1));
    worker.launcher.end(key("a"), new End.NeverStarted());
    step();
    step();
    assertThat(worker.launcher.running()).containsExactly("a");
  }

  @Test
  void what_keeps_a_stopped_worker_from_starting_its_job_after_all_stays() throws Exception {
    enqueue("a");
    step();
    var heir = worker("w2", 2, TestWorker.slots(2));
    TestWorker.DEAD.add(1L);
    heir.engine.runOnce();
    var stdout = heir.launcher.adopted.getFirst().stdout();
    Files.createDirectories(stdout.getParent());
    Files.createFile(stdout); // as the launcher does
    heir.launcher.end(key("a"), new End.NeverStarted());
    heir.engine.runOnce();
    assertThat(outcomes("a").getFirst()).isEqualTo("interrupted");
    assertThat(stdout).isEmptyFile();
  }

  @Test
  void an_end_stored_in_a_step_that_failed_half_way_is_stored_once() {
    enqueue("a");
    step();
    worker.launcher.exit("a", 0);
    flaky.failsAfter = "exchange";
    step();
    pass(Duration.ofSeconds(1));
    assertThat(outcomes("a")).containsExactly("succeeded");
    assertThat(worker.launcher.adopted).isEmpty();
  }

  @Test
  void an_order_that_could_not_be_read_is_obeyed_later() {
    step();
    store.workers().change("w1", new Leave(Worker.Stop.DRAIN));
    flaky.failsAfter = "orders";
    step();
    assertThat(worker.engine.isDone()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(worker.engine.isDone()).isTrue();
  }

  @Test
  void a_bug_is_told_and_does_not_end_the_worker() {
    flaky.failure = new IllegalStateException("a bug");
    pass(Duration.ofSeconds(1));
    assertThat(events(WorkerEvent.Troubled.class).getFirst().what()).contains("bug in QueueCTL");
    flaky.failure = null;
    enqueue("a");
    pass(Duration.ofSeconds(1));
    assertThat(worker.launcher.running()).containsExactly("a");
  }

  /// It would keep a processor busy, and fill the disk with its log.
  @Test
  void a_deadline_that_cannot_be_enforced_is_not_due_again_at_once() {
    enqueue("a", new JobPolicy(Map.of(JobField.TIMEOUT, Duration.ofSeconds(1))));
    step();
    worker.launcher.isBroken = true;
    pass(Duration.ofSeconds(2));
    assertThat(worker.engine.runOnce()).isEqualTo(Duration.ofSeconds(1));
    worker.launcher.isBroken = false;
    step();
    assertThat(worker.launcher.signals).containsExactly("TERM a");
  }

  @Test
  void no_job_is_claimed_while_no_output_could_be_kept() throws Exception {
    var logs = Files.createFile(home.resolve("logs"));
    enqueue("a");
    step();
    assertThat(state("a")).isEqualTo(JobState.PENDING);
    assertThat(events(WorkerEvent.Paused.class))
        .containsExactly(new WorkerEvent.Paused(logs + " is not a directory"));
    Files.delete(logs);
    pass(Duration.ofSeconds(1));
    assertThat(worker.launcher.running()).containsExactly("a");
    assertThat(events(WorkerEvent.Resumed.class)).hasSize(1);
  }

  @Test
  void ends_are_stored_although_nothing_new_can_be_launched() throws Exception {
    enqueue("a");
    step();
    Files.createFile(home.resolve("logs"));
    enqueue("b");
    worker.launcher.exit("a", 0);
    pass(Duration.ofSeconds(1));
    assertThat(state("a")).isEqualTo(JobState.COMPLETED);
    assertThat(state("b")).isEqualTo(JobState.PENDING);
  }

  @Test
  void a_configuration_that_makes_no_sense_is_not_followed() {
    store.config().set(Map.of(Setting.KILL_GRACE, "soon"));
    enqueue("a");
    step();
    step();
    assertThat(worker.launcher.running()).containsExactly("a");
    assertThat(events(WorkerEvent.Troubled.class)).isEmpty();
  }

  @Test
  void a_worker_for_one_job_sleeps_while_there_is_nothing_to_do() {
    enqueue("a");
    var options = new WorkerOptions(1, Set.of(), job("a").seq(), false);
    var solo = worker("w2", 2, options);
    solo.engine.runOnce();
    solo.engine.runOnce();
    assertThat(solo.engine.runOnce()).isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void a_worker_sleeps_between_its_looks_although_its_jobs_run() {
    enqueue("a");
    step();
    step();
    assertThat(step()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(Duration.ofSeconds(2));
    assertThat(step()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }
}
