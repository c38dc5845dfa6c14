package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobFilter;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What was ever done.
class TotalContractTest extends StoreContract {

  /// Waits 2 s and runs 40 s.
  private void run(String queue, Outcome outcome, Transition transition) {
    advance(Duration.ofSeconds(2));
    var claimed = claim(1, queue).getFirst();
    advance(Duration.ofSeconds(40));
    end(claimed, outcome, transition);
  }

  private long number(String queue, String measure) {
    return store.metrics().totals().stream()
        .filter(total -> total.queue().equals(queue) && total.measure().equals(measure))
        .mapToLong(Total::number)
        .sum();
  }

  @Test
  void jobs_are_counted_when_they_are_enqueued_and_attempts_when_they_end() {
    enqueue(job("a", "x", 0), job("b", "x", 0), job("c", "y", 0));
    run("x", new Outcome.Succeeded(), new Transition.Complete());
    run("x", new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(60)));
    run("y", new Outcome.Killed(9), new Transition.Bury("killed", true));
    assertThat(store.metrics().totals())
        .containsExactlyInAnyOrder(
            new Total("x", Total.ENQUEUED, 0, 2, 0),
            new Total("y", Total.ENQUEUED, 0, 1, 0),
            new Total("x", "succeeded", 12, 1, 40_000),
            new Total("x", "failed", 12, 1, 40_000),
            new Total("x", Total.RETRIED, 0, 1, 0),
            new Total("y", "killed", 12, 1, 40_000),
            new Total("y", Total.DEAD, 0, 1, 0),
            new Total("x", Total.WAITED, 8, 1, 2_000),
            new Total("x", Total.WAITED, 12, 1, 44_000),
            new Total("y", Total.WAITED, 13, 1, 86_000));
  }

  @Test
  void queues_that_were_used_first_come_first() {
    enqueue(job("a", "z", 0));
    enqueue(job("b", "a", 0), job("c", "z", 0));
    assertThat(store.metrics().totals()).extracting(Total::queue).containsExactly("z", "a");
  }

  @Test
  void nothing_that_becomes_of_the_jobs_takes_it_back() {
    enqueue(job("a", "x", 0), job("b", "x", 0));
    run("x", new Outcome.Succeeded(), new Transition.Complete());
    run("x", new Outcome.Failed(1), new Transition.Bury("exit code 1", true));
    var before = store.metrics().totals();
    ByHand.retry(store.jobs(), "b", now);
    ByHand.remove(store.jobs(), "a");
    ByHand.removeAll(store.jobs(), JobFilter.of(Set.of(), null), now);
    store.metrics().trim(now.plus(Duration.ofDays(365)));
    assertThat(store.metrics().totals()).isEqualTo(before);
    store.close();
    open();
    assertThat(store.metrics().totals()).isEqualTo(before);
  }

  @Test
  void a_job_that_is_refused_is_not_counted() {
    enqueue(job("a", "x", 0));
    try {
      enqueue(job("b", "x", 0), job("a", "x", 0));
    } catch (dev.queuectl.QueueException.Duplicate e) {
      assertThat(number("x", Total.ENQUEUED)).isEqualTo(1);
      return;
    }
    throw new AssertionError("it was not refused");
  }

  @Test
  void what_two_processes_count_adds_up() {
    try (var other = open(directory)) {
      enqueue(job("a", "x", 0));
      other.jobs().enqueue(List.of(job("b", "x", 0)).iterator(), false, now);
      enqueue(job("c", "x", 0));
    }
    assertThat(number("x", Total.ENQUEUED)).isEqualTo(3);
  }
}
