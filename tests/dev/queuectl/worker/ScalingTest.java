package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.NewJob;
import dev.queuectl.Worker;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.WorkerChange.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalingTest extends EngineSteps {

  private void scale(int slots) {
    store.workers().change("w1", new Scale(slots));
    elsewhere();
    worker.engine.runOnce();
  }

  private Worker known() {
    return store.workers().workers().stream()
        .filter(other -> other.id().equals("w1"))
        .findFirst()
        .orElseThrow();
  }

  private List<Job> running() {
    return store.jobs().list(JobQuery.newest(1000, JobState.PROCESSING));
  }

  private List<String> processing() {
    return running().stream().map(Job::id).toList();
  }

  private List<Integer> slots() {
    return running().stream()
        .map(job -> Objects.requireNonNull(job.lease()))
        .map(Lease::slot)
        .sorted()
        .toList();
  }

  private void exit(String... commands) {
    for (var command : commands) {
      worker.launcher.exit(command, 0);
    }
    worker.engine.runOnce();
  }

  @Test
  void more_slots_are_filled_at_once() {
    enqueue("a", "b", "c", "d", "e");
    worker.engine.runOnce();
    assertThat(worker.launcher.running()).containsExactly("a", "b");
    scale(4);
    assertThat(worker.launcher.running()).containsExactly("a", "b", "c", "d");
    assertThat(slots()).containsExactly(0, 1, 2, 3);
    assertThat(known().slots()).isEqualTo(4);
    assertThat(known().wantedSlots()).isNull();
    assertThat(worker.events).contains(new WorkerEvent.Scaled(2, 4, 2));
  }

  @Test
  void with_fewer_slots_what_runs_ends_before_more_begins() {
    enqueue("a", "b", "c", "d", "e");
    scale(4);
    scale(2);
    assertThat(worker.launcher.running()).containsExactly("a", "b", "c", "d");
    assertThat(known().slots()).isEqualTo(4);
    assertThat(known().wantedSlots()).isEqualTo(2);
    exit("a");
    assertThat(worker.launcher.running()).containsExactly("b", "c", "d");
    assertThat(known().slots()).isEqualTo(4);
    exit("b");
    assertThat(worker.launcher.running()).containsExactly("c", "d");
    assertThat(known().slots()).isEqualTo(2);
    assertThat(known().wantedSlots()).isNull();
    exit("c", "d");
    assertThat(worker.launcher.running()).containsExactly("e");
    assertThat(slots()).containsExactly(0);
    assertThat(worker.launcher.signals).isEmpty();
  }

  @Test
  void with_fewer_slots_no_shell_is_kept_ready_for_the_others() {
    scale(4);
    var before = worker.launcher.rests;
    scale(1);
    assertThat(worker.launcher.rests).isEqualTo(before + 1);
  }

  @Test
  void a_worker_that_is_wanted_as_it_is_says_so_and_no_more() {
    scale(2);
    assertThat(known().wantedSlots()).isNull();
    assertThat(worker.events).noneMatch(WorkerEvent.Scaled.class::isInstance);
  }

  @Test
  void a_worker_that_was_taken_for_dead_joins_anew_with_its_new_slots() {
    scale(5);
    store.workers().inherit("w1", "heir", time.now(), time.now());
    pass(Duration.ofSeconds(11));
    assertThat(known().slots()).isEqualTo(5);
  }

  @Test
  void jobs_claimed_ahead_go_back_and_no_slot_beyond_the_last_takes_another() {
    scale(3);
    workShortly();
    assertThat(processing()).hasSizeGreaterThan(3);
    letTimePassWithAJob();
    var busy = worker.launcher.running();
    assertThat(busy).hasSize(3);
    scale(1);
    assertThat(processing()).hasSize(3);
    worker.launcher.exit(busy.getFirst(), 0);
    assertThat(worker.launcher.running()).hasSize(2);
    worker.engine.runOnce();
    exit(busy.get(1));
    assertThat(worker.launcher.running()).containsExactly(busy.get(2));
    exit(busy.get(2));
    assertThat(worker.launcher.running()).hasSize(1);
    pass(Duration.ofMillis(20));
    assertThat(worker.launcher.launched.getLast().env()).containsEntry("QUEUECTL_SLOT", "0");
    for (var i = 0; i < 10; i++) {
      exit(worker.launcher.running().getFirst());
      pass(Duration.ofMillis(20));
      assertThat(worker.launcher.running()).hasSize(1);
      assertThat(worker.launcher.launched.getLast().env()).containsEntry("QUEUECTL_SLOT", "0");
    }
  }

  @Test
  void more_slots_take_part_in_claiming_ahead() {
    scale(1);
    scale(4);
    workShortly();
    assertThat(processing()).hasSizeGreaterThan(3 * 64);
  }

  /// Until a busy worker looks again what is wanted of it, but not so long without a start that it
  /// gives back what it has claimed ahead.
  private void letTimePassWithAJob() {
    time.advance(Duration.ofMillis(30));
    worker.launcher.exit(worker.launcher.running().getFirst(), 0);
    time.advance(Duration.ofMillis(30));
  }

  private static NewJob named(String name) {
    return new NewJob(
        name, name, "default", 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
  }

  /// Has the worker learn that jobs are short, with more of them than it would claim.
  private void workShortly() {
    var jobs = IntStream.range(0, 1500).mapToObj("job%04d"::formatted).map(ScalingTest::named);
    store.jobs().enqueue(jobs.iterator(), false, time.now());
    elsewhere();
    for (var i = 0; i < 5; i++) {
      worker.engine.runOnce();
      worker.launcher.exit(worker.launcher.running().getFirst(), 0);
    }
    worker.engine.runOnce();
    pass(Duration.ofMillis(20));
  }
}
