package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.Worker.Stop;
import dev.queuectl.store.WorkerChange.Leave;
import dev.queuectl.store.WorkerChange.Scale;
import dev.queuectl.store.WorkerChange.Scaled;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What workers tell the store and each other.
class WorkerContractTest extends StoreContract {

  @Test
  void workers_are_known_from_joining_to_leaving() {
    var first =
        new Worker(
            "w1",
            "host",
            new ProcessIdentity("boot", 123, 456),
            3,
            Set.of("a", "b"),
            now,
            now,
            now.plusSeconds(30),
            null,
            0,
            0);
    store.workers().join(first);
    advance(Duration.ofSeconds(1));
    join("w0");
    assertThat(store.workers().workers()).containsExactly(first, worker("w0"));
    store.workers().leave("w1");
    store.workers().leave("w1");
    assertThat(store.workers().workers()).containsExactly(worker("w0"));
  }

  @Test
  void a_heartbeat_extends_the_leases() {
    join("w1");
    enqueue(job("a"), job("b"));
    claim(1);
    exchange("w2", 1, List.of());
    var others = find("b");
    advance(Duration.ofSeconds(10));
    var orders = store.workers().heartbeat("w1", now, now.plusSeconds(30)).orElseThrow();
    assertThat(orders.stop()).isNull();
    assertThat(orders.cancelled()).isEmpty();
    assertThat(Objects.requireNonNull(find("a").lease()).until()).isEqualTo(now.plusSeconds(30));
    assertThat(find("b")).isEqualTo(others);
    assertThat(store.workers().workers().getFirst().heartbeatAt()).isEqualTo(now);
  }

  @Test
  void a_heartbeat_notices_that_the_clock_was_set_back() {
    join("w1");
    enqueue(job("a"));
    end(claim(1).getFirst(), new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(60)));
    advance(Duration.ofHours(-1));
    store.workers().heartbeat("w1", now, now.plusSeconds(30));
    assertThat(find("a").nextRetryAt()).isEqualTo(now.plusSeconds(60));
    advance(Duration.ofSeconds(30));
    store.workers().heartbeat("w1", now, now.plusSeconds(30));
    join("w2");
    assertThat(find("a").nextRetryAt()).isEqualTo(now.plusSeconds(30));
    advance(Duration.ofSeconds(30));
    assertThat(claimIds(1)).containsExactly("a");
  }

  @Test
  void a_heartbeat_of_an_unknown_worker_is_answered_with_nothing() {
    assertThat(store.workers().heartbeat("ghost", now, now.plusSeconds(30))).isEmpty();
    assertThat(store.workers().workers()).isEmpty();
  }

  @Test
  void orders_say_what_is_to_be_cancelled_and_whether_to_leave() {
    join("w1");
    enqueue(job("a"), job("b"));
    var claimed = claim(2);
    ByHand.cancel(store.jobs(), "b", now);
    store.workers().change("w1", new Leave(Stop.DRAIN));
    for (var orders :
        List.of(
            store.workers().orders("w1"),
            store.workers().heartbeat("w1", now, now.plusSeconds(30)).orElseThrow())) {
      assertThat(orders.stop()).isEqualTo(Stop.DRAIN);
      assertThat(orders.cancelled()).containsExactly(claimed.get(1).seq());
    }
    assertThat(store.workers().orders("ghost").stop()).isNull();
  }

  @Test
  void a_stop_is_never_weakened() {
    join("w1");
    assertThat(store.workers().change("ghost", new Leave(Stop.NOW))).isFalse();
    assertThat(store.workers().change("w1", new Leave(Stop.DRAIN))).isTrue();
    assertThat(store.workers().orders("w1").stop()).isEqualTo(Stop.DRAIN);
    assertThat(store.workers().change("w1", new Leave(Stop.NOW))).isTrue();
    assertThat(store.workers().change("w1", new Leave(Stop.DRAIN))).isTrue();
    assertThat(store.workers().orders("w1").stop()).isEqualTo(Stop.NOW);
  }

  @Test
  void a_worker_is_wanted_to_have_another_number_of_slots_until_it_has() {
    join("w1");
    assertThat(store.workers().change("ghost", new Scale(3))).isFalse();
    assertThat(store.workers().orders("w1").slots()).isNull();
    var before = store.workers().workers().getFirst();
    assertThat(before.targetSlots()).isEqualTo(before.slots());
    assertThat(store.workers().change("w1", new Scale(7))).isTrue();
    assertThat(store.workers().orders("w1").slots()).isEqualTo(7);
    var scaled = store.workers().workers().getFirst();
    assertThat(scaled.slots()).isEqualTo(before.slots());
    assertThat(scaled.targetSlots()).isEqualTo(7);
    store.workers().change("w1", new Scaled(7));
    assertThat(store.workers().orders("w1").slots()).isNull();
    assertThat(store.workers().workers().getFirst().slots()).isEqualTo(7);
  }

  @Test
  void a_wish_that_came_since_stays() {
    join("w1");
    store.workers().change("w1", new Scale(7));
    store.workers().change("w1", new Scale(9));
    store.workers().change("w1", new Scaled(7));
    assertThat(store.workers().workers().getFirst().slots()).isEqualTo(7);
    assertThat(store.workers().orders("w1").slots()).isEqualTo(9);
  }

  @Test
  void an_heir_gets_the_leases_under_new_tokens_and_the_dead_worker_is_forgotten() {
    join("w1");
    join("w2");
    enqueue(job("a"), job("b"), job("c"));
    var claimed = claim(2);
    exchange("w2", 1, List.of());
    advance(Duration.ofSeconds(40));
    var inherited = store.workers().inherit("w1", "w2", now, now.plusSeconds(30));
    assertThat(inherited).extracting(Job::id).containsExactlyInAnyOrder("a", "b");
    for (var job : inherited) {
      var lease = Objects.requireNonNull(job.lease());
      assertThat(lease.worker()).isEqualTo("w2");
      var before = claimed.stream().filter(it -> it.seq() == job.seq()).findFirst().orElseThrow();
      assertThat(lease.token()).isEqualTo(Objects.requireNonNull(before.lease()).token() + 1);
      assertThat(lease.claim()).isEqualTo(before.lease().claim());
      assertThat(lease.until()).isEqualTo(now.plusSeconds(30));
      assertThat(job.lastAttempt()).isEqualTo(1);
      assertThat(job.startedAt()).isEqualTo(claimed.getFirst().startedAt());
    }
    assertThat(store.workers().leasedBy("w1")).isEmpty();
    assertThat(store.workers().leasedBy("w2"))
        .extracting(Job::id)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(store.workers().workers()).extracting(Worker::id).containsExactly("w2");
    assertThat(store.workers().inherit("w1", "w2", now, now)).isEmpty();
  }

  @Test
  void what_is_ready_in_its_queues_is_claimed() {
    assertThat(claim(1)).isEmpty();
    enqueue(job("later", now.plusSeconds(9), false), job("held", null, true));
    assertThat(claim(1)).isEmpty();
    enqueue(job("a", "q", 0));
    assertThat(claim(1, "p")).isEmpty();
    assertThat(claimIds(1, "q", "p")).containsExactly("a");
  }

  @Test
  void work_is_what_is_ready_or_running_or_waits_for_its_retry() {
    for (var state : JobState.values()) {
      jobIn(state, state.word());
      var isWork =
          switch (state) {
            case PENDING, PROCESSING, FAILED -> true;
            case COMPLETED, DEAD, CANCELLED -> false;
          };
      assertThat(store.workers().hasWork(Set.of("of-" + state.word())))
          .as(state.word())
          .isEqualTo(isWork);
    }
    assertThat(store.workers().hasWork(Set.of())).isTrue();
    assertThat(store.workers().hasWork(Set.of("none"))).isFalse();
  }

  @Test
  void scheduled_and_held_jobs_are_no_work() {
    enqueue(job("later", now.plusSeconds(9), false), job("held", null, true));
    assertThat(store.workers().hasWork(Set.of())).isFalse();
  }
}
