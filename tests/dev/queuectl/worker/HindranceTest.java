package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.ByHand;
import dev.queuectl.JobState;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.Exit.End;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A worker that cannot start what it has claimed.
class HindranceTest extends EngineSteps {
  private static final String WHY = "Too many open files";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private void hinder(String... commands) {
    for (var command : commands) {
      worker.launcher.end(command, new End.Hindered(WHY, false));
    }
    worker.engine.runOnce();
  }

  private void assertUntouched(String id) {
    var job = store.jobs().find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(List.of(job.attempts(), job.interruptions(), job.lastAttempt())).containsOnly(0);
    assertThat(store.jobs().attempts(job.seq())).isEmpty();
  }

  private @Nullable String trouble() {
    return store.workers().workers().stream()
        .filter(found -> found.id().equals("w1"))
        .map(Worker::trouble)
        .toList()
        .getFirst();
  }

  @Test
  void what_cannot_be_started_waits_as_if_it_had_never_been_claimed() {
    enqueue("a", "b", "c");
    worker.engine.runOnce();
    hinder("a", "b");
    for (var id : List.of("a", "b", "c")) {
      assertUntouched(id);
    }
    assertThat(worker.launcher.commands()).containsExactly("a", "b");
    assertThat(worker.events).contains(new WorkerEvent.Paused(WHY));
    assertThat(trouble()).isEqualTo(WHY);
  }

  @Test
  void it_is_tried_again_one_job_at_a_time_and_ever_less_often() {
    enqueue("a", "b");
    worker.engine.runOnce();
    hinder("a", "b");
    pass(Duration.ofMillis(999));
    assertThat(worker.launcher.running()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(worker.launcher.running()).containsExactly("a");
    hinder("a");
    pass(SECOND);
    assertThat(worker.launcher.running()).isEmpty();
    pass(SECOND);
    assertThat(worker.launcher.running()).containsExactly("a");
    for (var tries = 0; tries < 20; tries++) {
      hinder("a");
      pass(Duration.ofSeconds(10));
    }
    assertThat(worker.launcher.running()).containsExactly("a");
    hinder("a");
    assertUntouched("a");
    assertThat(worker.events.stream().filter(WorkerEvent.Paused.class::isInstance)).hasSize(1);
  }

  @Test
  void it_goes_on_by_itself() {
    enqueue("a", "b", "c", "d");
    worker.engine.runOnce();
    hinder("a", "b");
    pass(SECOND);
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("b", "c");
    pass(SECOND); // they run on, so they were started
    worker.engine.runOnce();
    assertThat(worker.events).contains(new WorkerEvent.Resumed());
    assertThat(trouble()).isNull();
    worker.launcher.exit("b", 0);
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("c", "d");
  }

  @Test
  void the_places_of_those_that_run_are_filled_again_meanwhile() {
    enqueue("a");
    worker.engine.runOnce();
    enqueue("b", "c");
    worker.engine.runOnce();
    hinder("b");
    assertThat(worker.launcher.running()).containsExactly("a");
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("b");
  }

  @Test
  void an_attempt_of_which_there_are_records_is_kept_and_counts_for_nothing() {
    enqueue("a");
    worker.engine.runOnce();
    worker.launcher.end("a", new End.Hindered("Cannot fork", true));
    worker.engine.runOnce();
    var job = store.jobs().find("a").orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(List.of(job.attempts(), job.interruptions())).containsOnly(0);
    assertThat(store.jobs().attempts(job.seq()))
        .extracting(Attempt::error)
        .containsExactly("interrupted: never started, Cannot fork");
    assertThat(trouble()).isEqualTo("Cannot fork");
    assertThat(worker.launcher.running()).isEmpty();
  }

  @Test
  void slots_that_the_limits_do_not_carry_stay_empty_until_they_do() {
    worker = worker("w2", 2, 4);
    worker.launcher.carries = 2;
    enqueue("a", "b", "c", "d");
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("a", "b");
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("b", "c");
    worker.launcher.carries = 4;
    pass(Duration.ofSeconds(2));
    assertThat(worker.launcher.running()).containsExactly("b", "c", "d");
    assertThat(worker.events).noneMatch(WorkerEvent.Paused.class::isInstance);
  }

  @Test
  void what_is_kept_for_launching_soon_is_given_back() {
    enqueue("a");
    worker.engine.runOnce();
    hinder("a");
    assertThat(worker.launcher.rests).isEqualTo(1);
  }

  @Test
  void a_try_that_fails_does_not_take_the_place_of_what_has_gone_well() {
    worker = worker("w2", 2, 4);
    enqueue("a", "b", "c", "d", "e", "f");
    worker.engine.runOnce();
    hinder("c", "d");
    pass(SECOND);
    hinder("c"); // the try
    worker.launcher.exit("a", 0);
    worker.launcher.exit("b", 0);
    worker.engine.runOnce();
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).hasSize(2);
  }

  @Test
  void a_job_cancelled_meanwhile_is_cancelled() {
    enqueue("a");
    worker.engine.runOnce();
    ByHand.cancel(store.jobs(), "a", time.now());
    hinder("a");
    assertThat(store.jobs().find("a").orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    pass(SECOND);
    pass(SECOND);
    assertThat(trouble()).isNull(); // nothing is hindered any more
  }
}
