package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.store.WorkerChange.Leave;
import dev.queuectl.store.sqlite.SqliteStore;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Workers that leave or die, and what becomes of their jobs.
class WorkersEndTest extends EngineSteps {
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
    worker.launcher.end("a", new End.Signalled(15));
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
    store.config().set(Map.of(Setting.DRAIN_TIMEOUT, "10s"));
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
      worker.launcher.end("a", new End.Lost("its worker died"));
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
    assertThat(worker.launcher.commands()).isEmpty();
    pass(Duration.ofSeconds(2));
    worker.engine.runOnce();
    worker.engine.runOnce();
    assertThat(worker.launcher.commands()).containsExactly("a");
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
}
