package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.MetricStore.Completed;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is known of jobs that have ended.
class MetricContractTest extends StoreContract {

  /// A job that waits 2 s and runs 3 s, and then a second passes.
  private void run(String id, String queue, Outcome outcome, Transition transition) {
    enqueue(job(id, queue, 0));
    advance(Duration.ofSeconds(2));
    var claimed = claim(1, queue).getFirst();
    advance(Duration.ofSeconds(3));
    end(claimed, outcome, transition);
    advance(Duration.ofSeconds(1));
  }

  private void complete(String id, String queue) {
    run(id, queue, new Outcome.Succeeded(), new Transition.Complete());
  }

  @Test
  void completed_jobs_are_counted_from_a_time_on() {
    complete("a", "x");
    var between = now;
    complete("b", "y");
    complete("c", "x");
    run("d", "x", new Outcome.Failed(1), new Transition.Bury("exit code 1", true));
    assertThat(store.metrics().completedSince(between)).isEqualTo(new Completed(2, false));
    assertThat(store.metrics().completedSince(now)).isEqualTo(new Completed(0, false));
    assertThat(store.metrics().completedSince(between.plusMillis(11_999)))
        .as("from the second on that it lies in")
        .isEqualTo(new Completed(1, false));
  }

  @Test
  void what_has_completed_stays_counted_when_it_is_removed_retried_or_pruned() {
    for (var id : new String[] {"a", "b", "c", "d"}) {
      complete(id, "x");
    }
    var hourAgo = now.minus(Duration.ofHours(1));
    ByHand.remove(store.jobs(), "a");
    ByHand.retry(store.jobs(), "b", now);
    ByHand.removeAll(store.jobs(), JobFilter.of(Set.of(JobState.COMPLETED), null), now);
    assertThat(store.jobs().counts()).containsEntry(JobState.COMPLETED, 0L);
    assertThat(store.metrics().completedSince(hourAgo).jobs()).isEqualTo(4);
    assertThat(store.metrics().completedSince(now.minus(Duration.ofMinutes(1))).jobs())
        .isEqualTo(4);
    assertThat(store.metrics().completedSince(now.minusSeconds(8)).jobs())
        .as("to the second, also within a minute")
        .isEqualTo(2);
    assertThat(store.metrics().completedSince(now.plus(Duration.ofMinutes(1))).jobs()).isZero();
  }
}
