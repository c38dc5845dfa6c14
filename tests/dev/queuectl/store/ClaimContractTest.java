package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.store.WorkerStore.Exchange;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// In which order jobs are claimed, and which are not.
class ClaimContractTest extends StoreContract {

  @Test
  void higher_priorities_come_first_and_within_one_the_first_enqueued() {
    enqueue(
        job("low", "default", -5),
        job("a", "default", 0),
        job("high", "default", 9),
        job("b", "default", 0),
        job("lowest", "default", -6),
        job("high2", "default", 9));
    assertThat(claimIds(4)).containsExactly("high", "high2", "a", "b");
    assertThat(claimIds(4)).containsExactly("low", "lowest");
    assertThat(claimIds(4)).isEmpty();
  }

  @Test
  void the_order_goes_across_queues() {
    enqueue(job("a", "x", 0), job("b", "y", 1), job("c", "z", 0), job("d", "y", 0));
    assertThat(claimIds(3)).containsExactly("b", "a", "c");
  }

  @Test
  void a_worker_gets_jobs_of_its_queues_only() {
    enqueue(job("a", "x", 0), job("b", "y", 1), job("c", "z", 0), job("d", "y", 0));
    assertThat(claimIds(9, "x", "z")).containsExactly("a", "c");
    assertThat(claimIds(9, "none")).isEmpty();
    assertThat(claimIds(9)).containsExactly("b", "d");
  }

  @Test
  void a_worker_that_was_taken_for_dead_gets_no_job_before_it_joins_anew() {
    enqueue(job("a"));
    join("w1");
    store.workers().inherit("w1", "w2", now, now.plusSeconds(30));
    var exchange =
        new Exchange("w1", List.of(), List.of(0), Set.of(), null, now, now.plusSeconds(30));
    assertThat(store.workers().exchange(exchange).claimed()).isEmpty();
    join("w1");
    assertThat(store.workers().exchange(exchange).claimed()).hasSize(1);
  }

  @Test
  void jobs_are_claimed_ahead_only_while_four_times_as_many_wait() {
    known("w1");
    for (var i = 0; i < 9; i++) {
      enqueue(job("job" + i));
    }
    assertThat(claimAhead(1, 2)).containsExactly("job0", "job1", "job2");
    assertThat(claimAhead(1, 2)).containsExactly("job3");
    assertThat(claimAhead(0, 2)).isEmpty();
    assertThat(claimAhead(0, 1)).containsExactly("job4");
  }

  @Test
  void many_claimed_ahead_come_in_their_order_each_with_a_lease() {
    known("w1");
    var ids = IntStream.range(0, 100).mapToObj(i -> "job" + i).toList();
    ids.forEach(id -> enqueue(job(id, "default", id.endsWith("7") ? 1 : 0)));
    var urgent = ids.stream().filter(id -> id.endsWith("7"));
    var others = ids.stream().filter(id -> !id.endsWith("7"));
    var expected = Stream.concat(urgent, others).limit(22).toList();
    assertThat(claimAhead(2, 20)).isEqualTo(expected);
    assertThat(expected)
        .map(this::find)
        .allSatisfy(
            job -> {
              assertThat(job.state()).isEqualTo(JobState.PROCESSING);
              assertThat(job.lastAttempt()).isEqualTo(1);
              assertThat(Objects.requireNonNull(job.lease()).claim()).isNotZero();
            });
    assertThat(store.jobs().counts()).containsEntry(JobState.PROCESSING, 22L);
  }

  private List<String> claimAhead(int free, int ahead) {
    var freeSlots = Collections.nCopies(free, 0);
    var nextSlots = Collections.nCopies(ahead, 0);
    var exchange =
        new Exchange(
            "w1",
            List.of(),
            List.of(),
            freeSlots,
            nextSlots,
            Set.of(),
            null,
            now,
            now.plusSeconds(30));
    return store.workers().exchange(exchange).claimed().stream().map(Job::id).toList();
  }

  @Test
  void a_claim_is_a_lease_with_a_token_in_the_slots_given() {
    enqueue(job("a"), job("b"));
    known("w1");
    var until = now.plusSeconds(30);
    var claimed =
        store
            .workers()
            .exchange(new Exchange("w1", List.of(), List.of(3, 1), Set.of(), null, now, until))
            .claimed();
    assertThat(claimed)
        .extracting(Job::lease)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("token")
        .containsExactly(new Lease("w1", 3, 1, until), new Lease("w1", 1, 1, until));
    assertThat(claimed.stream().map(Job::lease).map(Objects::requireNonNull).map(Lease::claim))
        .doesNotHaveDuplicates()
        .doesNotContain(0L);
    var job = claimed.getFirst();
    assertThat(job.state()).isEqualTo(JobState.PROCESSING);
    assertThat(job.lastAttempt()).isEqualTo(1);
    assertThat(job.attempts()).isZero();
    assertThat(job.startedAt()).isEqualTo(now);
    assertThat(find("a")).isEqualTo(job);
    assertThat(store.jobs().attempts(job.seq()))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.endedAt()).isNull());
  }

  @Test
  void a_scheduled_job_waits_for_its_time() {
    enqueue(job("later", now.plusSeconds(60), false), job("now", now, false));
    enqueue(job("past", now.minusSeconds(60), false));
    var first = exchange("w1", 5, List.of());
    assertThat(first.claimed()).extracting(Job::id).containsExactly("now", "past");
    assertThat(first.nextDueAt()).isEqualTo(now.plusSeconds(60));
    assertThat(claim(5)).isEmpty();
    advance(Duration.ofSeconds(60));
    assertThat(find("later").state()).isEqualTo(JobState.PENDING);
    var second = exchange("w1", 5, List.of());
    assertThat(second.claimed()).extracting(Job::id).containsExactly("later");
    assertThat(second.nextDueAt()).isNull();
  }

  @Test
  void a_failed_job_is_claimed_again_when_its_retry_is_due() {
    var failed = jobIn(JobState.FAILED, "a");
    assertThat(failed.nextRetryAt()).isEqualTo(now.plusSeconds(3600));
    advance(Duration.ofMillis(3_599_999));
    assertThat(claim(1)).isEmpty();
    advance(Duration.ofMillis(1));
    var again = claim(1).getFirst();
    assertThat(again.lastAttempt()).isEqualTo(2);
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.nextRetryAt()).isNull();
    assertThat(Objects.requireNonNull(again.lease()).claim()).isPositive();
  }

  @Test
  void a_job_that_falls_due_takes_its_place_by_enqueue_order() {
    enqueue(job("scheduled", now.plusSeconds(1), false), job("a"));
    advance(Duration.ofSeconds(1));
    enqueue(job("b"));
    assertThat(claimIds(3)).containsExactly("scheduled", "a", "b");
  }

  @Test
  void held_jobs_are_passed_over_and_do_not_fall_due() {
    enqueue(job("a", null, true), job("b", now.plusSeconds(1), true), job("c"));
    advance(Duration.ofSeconds(5));
    var exchanged = exchange("w1", 5, List.of());
    assertThat(exchanged.claimed()).extracting(Job::id).containsExactly("c");
    assertThat(exchanged.nextDueAt()).isNull();
    ByHand.release(store.jobs(), "b", now);
    assertThat(claimIds(5)).containsExactly("b");
    ByHand.release(store.jobs(), "a", now);
    assertThat(claimIds(5)).containsExactly("a");
  }

  @Test
  void one_job_can_be_asked_for() {
    enqueue(job("a", "x", 5), job("b"), job("held", null, true));
    assertThat(claimOnly("held")).isEmpty();
    assertThat(claimOnly("b")).containsExactly("b");
    assertThat(claimOnly("b")).isEmpty();
  }

  private List<String> claimOnly(String id) {
    var only = find(id).seq();
    known("w1");
    var until = now.plusSeconds(30);
    return store
        .workers()
        .exchange(new Exchange("w1", List.of(), List.of(0, 1), Set.of(), only, now, until))
        .claimed()
        .stream()
        .map(Job::id)
        .toList();
  }

  @Test
  void a_clock_that_goes_back_does_not_stop_the_queue() {
    enqueue(job("a"));
    advance(Duration.ofDays(-3));
    enqueue(job("b"));
    assertThat(claimIds(5)).containsExactly("a", "b");
  }
}
