package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.ByHand;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.store.sqlite.SqliteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Once a job was asked to end, that is its outcome, however it takes it.
class AskedToEndTest extends EngineSteps {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource(StopReason.class)
  void what_it_was_asked_for_is_its_outcome_and_its_own_exit_code_is_kept_beside(StopReason why) {
    for (var code : List.of(0, 3)) {
      enqueue("a" + code, 0, null, new JobPolicy(Map.of(JobField.TIMEOUT, LIMIT)));
      var name = "w" + code + why;
      var some = new TestWorker(name, 10 + code, store, time, home, TestWorker.slots(1));
      some.engine.runOnce();
      ask(some, "a" + code, why);
      assertThat(some.launcher.signals).containsExactly("TERM a" + code);
      some.launcher.exit("a" + code, code);
      some.engine.runOnce();
      assertEnded("a" + code, why, code);
      ByHand.remove(store.jobs(), "a" + code);
    }
  }

  private void ask(TestWorker some, String id, StopReason why) {
    switch (why) {
      case TIMEOUT -> time.advance(LIMIT);
      case CANCEL -> cancel(id);
      case INTERRUPT -> some.engine.stop(Worker.Stop.NOW);
    }
    some.engine.runOnce();
  }

  private void cancel(String id) {
    try (var other = SqliteStore.open(home.resolve("queue.db"))) {
      ByHand.cancel(other.jobs(), id, time.now());
    }
  }

  private void assertEnded(String id, StopReason why, int code) {
    var attempt = attempt(id);
    switch (why) {
      case TIMEOUT -> {
        assertThat(job(id).state()).isEqualTo(JobState.FAILED);
        assertThat(attempt.outcome()).isEqualTo("timed_out");
        assertThat(attempt.exitCode()).isEqualTo(124);
        assertThat(attempt.error()).isEqualTo("timed out after 10s, exit code %d", code);
      }
      case CANCEL -> {
        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(job(id).exitCode()).isNull();
        assertThat(attempt.outcome()).isEqualTo("cancelled");
        assertThat(attempt.exitCode()).isEqualTo(code);
      }
      case INTERRUPT -> {
        assertThat(job(id).state()).isEqualTo(JobState.PENDING);
        assertThat(job(id).attempts()).isZero();
        assertThat(job(id).exitCode()).isNull();
        assertThat(attempt.outcome()).isEqualTo("interrupted");
        assertThat(attempt.exitCode()).isEqualTo(code);
      }
    }
  }

  private Attempt attempt(String id) {
    return store.jobs().attempts(job(id).seq()).getLast();
  }

  @ParameterizedTest
  @EnumSource(StopReason.class)
  void what_had_ended_before_it_was_asked_has_ended_as_it_did(StopReason why) {
    enqueue("a", 0, null, new JobPolicy(Map.of(JobField.TIMEOUT, LIMIT)));
    worker.engine.runOnce();
    ask(worker, "a", why);
    worker.launcher.end("a", Exit.now(new End.Exited(0)));
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(outcomes("a")).containsExactly("succeeded");
  }

  @Test
  void a_drain_that_lasts_too_long_interrupts_what_ends_well_because_of_it() {
    store.config().set(Map.of(Setting.DRAIN_TIMEOUT, "10s"));
    enqueue("a");
    worker.engine.runOnce();
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(LIMIT);
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(outcomes("a")).containsExactly("interrupted");
  }

  @TestFactory
  List<DynamicTest> what_a_dead_worker_had_asked_for_is_still_asked_for() {
    return List.of(
        inherited(StopReason.INTERRUPT, JobState.PROCESSING, "interrupted"),
        inherited(StopReason.CANCEL, JobState.CANCELLED, "cancelled"),
        inherited(StopReason.TIMEOUT, JobState.FAILED, "timed_out"));
  }

  /// @param state after the same step, in which the heir claims again what was interrupted
  private DynamicTest inherited(StopReason why, JobState state, String outcome) {
    return DynamicTest.dynamicTest(
        why.name(),
        () -> {
          var id = why.name();
          var heir = adopt(id, key -> {});
          var key = Launch.key(store.storeId(), job(id));
          heir.launcher.foundAsked(key, why);
          heir.launcher.found(key, Duration.ofSeconds(1));
          time.advance(Duration.ofSeconds(1));
          heir.engine.runOnce();
          assertThat(heir.launcher.signals).containsExactly("TERM " + key);
          time.advance(Duration.ofSeconds(5));
          heir.engine.runOnce();
          assertThat(heir.launcher.signals).containsExactly("TERM " + key, "KILL " + key);
          heir.launcher.exit(key, 0);
          heir.engine.runOnce();
          assertThat(job(id).state()).isEqualTo(state);
          assertThat(outcomes(id).getFirst()).isEqualTo(outcome);
        });
  }

  private TestWorker adopt(String id, Consumer<String> before) {
    TestWorker.DEAD.clear();
    enqueue(id);
    var first = new TestWorker("first" + id, 77, store, time, home, TestWorker.slots(1));
    first.engine.runOnce();
    before.accept(id);
    TestWorker.DEAD.add(77L);
    var heir = new TestWorker("heir" + id, 78, store, time, home, TestWorker.slots(1));
    heir.engine.runOnce();
    assertThat(heir.launcher.adopted).hasSize(1);
    heir.engine.runOnce();
    return heir;
  }
}
