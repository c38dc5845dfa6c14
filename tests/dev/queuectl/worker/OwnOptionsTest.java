package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.store.sqlite.SqliteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a job says for itself stands above what is configured for all, and a job that says nothing
/// goes by that.
class OwnOptionsTest extends EngineSteps {
  private void enqueue(String command, JobField option, Object value) {
    enqueue(command, 0, null, JobPolicy.CONFIGURED.with(option, value));
  }

  private void interrupt(String... ids) {
    worker.engine.runOnce();
    for (var id : ids) {
      worker.launcher.end(id, new End.Lost("its worker died"));
    }
    worker.engine.runOnce();
  }

  @Test
  void a_job_is_dead_after_as_many_interruptions_as_it_says_itself() {
    store.config().set(Map.of(Setting.MAX_INTERRUPTIONS, "2"));
    enqueue("a", JobField.MAX_INTERRUPTIONS, 1);
    enqueue("b");
    interrupt("a", "b");
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
    assertThat(job("a").error()).startsWith("interrupted 1 time");
    assertThat(job("b").interruptions()).isEqualTo(1);
    interrupt("b");
    assertThat(job("b").state()).isEqualTo(JobState.DEAD);
  }

  @Test
  void a_job_that_may_be_interrupted_more_often_than_others_is_still_run() {
    store.config().set(Map.of(Setting.MAX_INTERRUPTIONS, "1"));
    enqueue("a", JobField.MAX_INTERRUPTIONS, 3);
    interrupt("a");
    interrupt("a");
    assertThat(job("a").interruptions()).isEqualTo(2);
    interrupt("a");
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
  }

  private void cancel(String id) {
    try (var other = SqliteStore.open(home.resolve("queue.db"))) {
      ByHand.cancel(other.jobs(), id, time.now());
    }
    worker.engine.runOnce();
  }

  private List<String> signals() {
    return worker.launcher.signals;
  }

  @Test
  void a_job_that_is_cancelled_is_killed_after_its_own_grace() {
    store.config().set(Map.of(Setting.KILL_GRACE, "10s"));
    enqueue("a", JobField.KILL_GRACE, Duration.ofSeconds(20));
    enqueue("b");
    worker.engine.runOnce();
    cancel("a");
    cancel("b");
    assertThat(signals()).containsExactly("TERM a", "TERM b");
    pass(Duration.ofSeconds(10));
    assertThat(signals()).containsExactly("TERM a", "TERM b", "KILL b");
    pass(Duration.ofSeconds(9));
    assertThat(signals()).doesNotContain("KILL a");
    pass(Duration.ofSeconds(1));
    assertThat(signals()).endsWith("KILL a");
  }

  @Test
  void a_job_whose_worker_is_stopped_is_killed_after_its_own_grace() {
    enqueue("a", JobField.KILL_GRACE, Duration.ofSeconds(1));
    worker.engine.runOnce();
    worker.engine.stop(Worker.Stop.NOW);
    assertThat(signals()).containsExactly("TERM a");
    pass(Duration.ofSeconds(1));
    assertThat(signals()).containsExactly("TERM a", "KILL a");
  }

  @Test
  void a_job_that_runs_too_long_is_killed_after_its_own_grace() {
    var policy =
        JobPolicy.CONFIGURED
            .with(JobField.TIMEOUT, Duration.ofSeconds(30))
            .with(JobField.KILL_GRACE, Duration.ZERO);
    enqueue("a", 0, null, policy);
    worker.engine.runOnce();
    pass(Duration.ofSeconds(30));
    worker.engine.runOnce();
    assertThat(signals()).containsExactly("TERM a", "KILL a");
  }
}
