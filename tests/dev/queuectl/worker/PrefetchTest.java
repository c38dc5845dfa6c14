package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.store.JobQuery;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefetchTest extends EngineSteps {
  /// For how long ends wait for others while there is a backlog.
  private static final Duration GROUP = Duration.ofMillis(20);

  /// Has the worker learn that jobs are short.
  private void workShortly(int jobs) {
    for (var i = 0; i < jobs; i++) {
      worker.engine.runOnce();
      worker.launcher.exit(worker.launcher.running().getFirst(), 0);
    }
    worker.engine.runOnce();
    pass(GROUP);
  }

  private List<String> states(JobState state) {
    return store.jobs().list(JobQuery.newest(1000, state)).stream().map(Job::id).toList();
  }

  private void enqueueMany(int count) {
    enqueue(IntStream.range(0, count).mapToObj("job%03d"::formatted).toArray(String[]::new));
  }

  @Test
  void short_jobs_are_claimed_ahead_and_launched_without_a_step() {
    worker = worker("w2", 2, 1);
    enqueueMany(300);
    workShortly(5);
    assertThat(states(JobState.PROCESSING)).hasSize(64);
    assertThat(worker.launcher.running()).containsExactly("job005");
    for (var i = 5; i < 10; i++) {
      worker.launcher.exit("job%03d".formatted(i), 0);
    }
    assertThat(worker.launcher.running()).containsExactly("job010");
    assertThat(worker.launcher.launched.getLast().env()).containsEntry("QUEUECTL_SLOT", "0");
    assertThat(states(JobState.COMPLETED)).hasSize(5);
    worker.engine.runOnce();
    assertThat(states(JobState.COMPLETED)).hasSize(5);
    pass(GROUP); // together
    assertThat(states(JobState.COMPLETED)).hasSize(10);
  }

  @Test
  void the_last_jobs_are_left_to_whoever_is_free() {
    worker = worker("w2", 2, 1);
    enqueueMany(40);
    workShortly(5);
    assertThat(states(JobState.PROCESSING)).hasSize(1);
  }

  @Test
  void long_jobs_are_not_claimed_ahead() {
    worker = worker("w2", 2, 1);
    enqueueMany(300);
    for (var i = 0; i < 9; i++) {
      worker.engine.runOnce();
      time.advance(Duration.ofMillis(60));
      worker.launcher.exit("job%03d".formatted(i), 0);
    }
    worker.engine.runOnce();
    assertThat(states(JobState.PROCESSING)).hasSize(1);
  }

  @Test
  void what_was_claimed_ahead_goes_back_at_once_on_a_stop() {
    worker = worker("w2", 2, 1);
    enqueueMany(300);
    workShortly(5);
    worker.engine.stop(Worker.Stop.DRAIN);
    worker.engine.runOnce();
    assertThat(states(JobState.PROCESSING)).containsExactly("job005");
    worker.launcher.exit("job005", 0);
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).isEmpty();
    assertThat(worker.engine.isDone()).isTrue();
    assertThat(states(JobState.PENDING)).hasSize(294);
    assertThat(job("job006").lastAttempt()).isZero();
    assertThat(job("job006").startedAt()).isNull();
    worker = worker("w3", 3, 1);
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("job006");
  }

  @Test
  void what_was_claimed_ahead_goes_back_when_a_job_takes_long_after_all() {
    worker = worker("w2", 2, 1);
    enqueueMany(300);
    workShortly(5);
    pass(Duration.ofMillis(29));
    assertThat(states(JobState.PROCESSING)).hasSize(64);
    pass(Duration.ofMillis(1));
    assertThat(states(JobState.PROCESSING)).containsExactly("job005");
  }

  @Test
  void what_was_claimed_ahead_can_be_cancelled() {
    worker = worker("w2", 2, 1);
    enqueueMany(300);
    workShortly(5);
    worker.launcher.exit("job005", 0);
    ByHand.cancel(store.jobs(), "job007", time.now());
    elsewhere();
    pass(Duration.ofMillis(30)); // it looks every 50 ms
    worker.launcher.exit("job006", 0);
    pass(GROUP);
    assertThat(job("job007").state()).isEqualTo(JobState.CANCELLED);
    assertThat(worker.launcher.running()).containsExactly("job008");
  }

  @Test
  void what_was_claimed_ahead_by_a_worker_that_died_counts_for_nothing() {
    worker = worker("w2", 2, 1);
    enqueueMany(300);
    workShortly(5);
    TestWorker.DEAD.add(2L);
    worker = worker("w3", 3, 1);
    worker.engine.runOnce();
    assertThat(worker.launcher.adopted).hasSize(64);
    var key = Launch.key(store.storeId(), job("job006"));
    worker.launcher.end(key, new End.NeverStarted());
    worker.engine.runOnce();
    assertThat(job("job006").interruptions()).isZero();
    assertThat(outcomes("job006")).startsWith("interrupted");
  }

  @Test
  void a_worker_that_was_taken_for_dead_starts_nothing_that_it_had_claimed_ahead() {
    worker = worker("w2", 2, 1);
    enqueueMany(300);
    workShortly(5);
    worker("w3", 3, 1);
    store.workers().inherit("w2", "w3", time.now(), time.now().plusSeconds(30));
    pass(Duration.ofSeconds(10));
    worker.engine.runOnce();
    assertThat(worker.launcher.commands()).doesNotContain("job006");
    assertThat(store.workers().leasedBy("w3")).hasSize(64);
  }
}
