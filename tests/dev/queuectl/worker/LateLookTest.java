package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.launch.Launch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happened is what is recorded, however late somebody looks.
class LateLookTest extends EngineSteps {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private Instant startedAt;
  private String key;

  @BeforeEach
  void orphan() {
    enqueue("a", 0, null, new JobPolicy(Map.of(JobField.TIMEOUT, LIMIT)));
    worker.engine.runOnce();
    startedAt = Objects.requireNonNull(job("a").startedAt());
    key = Launch.key(store.storeId(), job("a"));
    TestWorker.DEAD.add(1L);
  }

  private TestWorker heirAfter(Duration duration) {
    time.advance(duration);
    var heir = worker("w2", 2, 1);
    heir.engine.runOnce();
    pass(heir, Duration.ofSeconds(1));
    return heir;
  }

  private void pass(TestWorker heir, Duration duration) {
    time.advance(duration);
    heir.engine.runOnce();
  }

  private Attempt attempt() {
    return store.jobs().attempts(job("a").seq()).getFirst();
  }

  @Test
  void what_ended_well_long_before_has_neither_timed_out_nor_taken_longer() {
    var heir = heirAfter(Duration.ofHours(1));
    assertThat(heir.launcher.signals).isEmpty();
    heir.launcher.end(
        key, new Exit(new End.Exited(0), null, new Exit.Time.After(Duration.ofSeconds(2))));
    heir.engine.runOnce();
    assertThat(job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(job("a").finishedAt()).isEqualTo(startedAt.plusSeconds(2));
    assertThat(attempt().endedAt()).isEqualTo(startedAt.plusSeconds(2));
    assertThat(attempt().duration()).contains(Duration.ofSeconds(2));
  }

  @Test
  void what_failed_long_before_is_retried_at_once() {
    var heir = heirAfter(Duration.ofHours(1));
    heir.launcher.end(
        key, new Exit(new End.Exited(1), null, new Exit.Time.After(Duration.ofSeconds(2))));
    heir.engine.runOnce();
    heir.engine.runOnce();
    assertThat(heir.launcher.commands()).containsExactly("a");
  }

  @Test
  void the_deadline_of_what_still_runs_counts_its_own_time() {
    var heir = heirAfter(Duration.ofHours(1));
    heir.launcher.found(key, Duration.ofSeconds(2));
    pass(heir, Duration.ofSeconds(2));
    assertThat(heir.launcher.signals).isEmpty();
    pass(heir, Duration.ofSeconds(1));
    assertThat(heir.launcher.signals).containsExactly("TERM " + key);
  }

  @Test
  void an_heir_of_an_heir_gives_it_no_more_time() {
    heirAfter(Duration.ofSeconds(1));
    TestWorker.DEAD.add(2L);
    time.advance(Duration.ofSeconds(1));
    var second = worker("w3", 3, 1);
    second.engine.runOnce();
    second.launcher.found(key, Duration.ofSeconds(3));
    pass(second, Duration.ofMillis(1999));
    assertThat(second.launcher.signals).isEmpty();
    pass(second, Duration.ofMillis(2));
    assertThat(second.launcher.signals).containsExactly("TERM " + key);
  }

  @Test
  void setting_the_clock_at_a_takeover_changes_nothing() {
    time.jump(Duration.ofHours(1));
    var heir = heirAfter(Duration.ZERO);
    heir.launcher.found(key, Duration.ofSeconds(1));
    pass(heir, Duration.ofSeconds(1));
    assertThat(heir.launcher.signals).isEmpty();
    time.jump(Duration.ofHours(-3));
    heir.launcher.end(
        key, new Exit(new End.Exited(0), null, new Exit.Time.After(Duration.ofSeconds(2))));
    heir.engine.runOnce();
    assertThat(attempt().duration()).contains(Duration.ofSeconds(2));
  }

  @Test
  void what_nobody_saw_end_ended_when_its_worker_was_last_seen() {
    var heir = heirAfter(Duration.ofHours(1));
    heir.launcher.end(key, Exit.unseen(new End.Lost("the host was restarted"), null));
    heir.engine.runOnce();
    assertThat(attempt().outcome()).isEqualTo("interrupted");
    assertThat(attempt().endedAt()).isEqualTo(startedAt);
  }
}
