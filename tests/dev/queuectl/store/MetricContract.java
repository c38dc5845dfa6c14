package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.EndedJob;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.MetricStore.Completed;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is known of jobs that have ended.
abstract class MetricContract extends StoreContract {

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
  }

  @Test
  void what_has_completed_stays_counted_when_it_is_removed_retried_or_pruned() {
    for (var id : new String[] {"a", "b", "c", "d"}) {
      complete(id, "x");
    }
    var hourAgo = now.minus(Duration.ofHours(1));
    store.jobs().remove("a");
    store.jobs().retry("b", now);
    store.jobs().removeAll(JobQuery.newest(10, JobState.COMPLETED));
    assertThat(store.jobs().counts()).containsEntry(JobState.COMPLETED, 0L);
    assertThat(store.metrics().completedSince(hourAgo).jobs()).isEqualTo(4);
    assertThat(store.metrics().completedSince(now.minus(Duration.ofMinutes(1))).jobs())
        .isBetween(3L, 4L);
    assertThat(store.metrics().completedSince(now.plus(Duration.ofMinutes(1))).jobs()).isZero();
  }

  @Test
  void the_newest_ends_come_from_all_queues() {
    for (var i = 0; i < 4; i++) {
      complete("x" + i, "x");
      complete("y" + i, "y");
    }
    run("dead", "z", new Outcome.Failed(1), new Transition.Bury("exit code 1", true));
    store.jobs().cancel(enqueue(job("cancelled")).getFirst(), now);
    var newest = store.metrics().newestEnded(3);
    assertThat(newest)
        .extracting(EndedJob::state)
        .containsExactly(JobState.DEAD, JobState.COMPLETED, JobState.COMPLETED);
    assertThat(newest)
        .extracting(EndedJob::finishedAt)
        .containsExactly(now.minusSeconds(1), now.minusSeconds(7), now.minusSeconds(13));
    assertThat(store.metrics().newestEnded(100)).hasSize(9);
  }

  @Test
  void an_end_tells_how_long_the_job_waited_and_ran() {
    complete("a", "x");
    var ended = store.metrics().newestEnded(1).getFirst();
    assertThat(ended.waited()).isEqualTo(Duration.ofSeconds(2));
    assertThat(ended.ran()).isEqualTo(Duration.ofSeconds(3));
    assertThat(ended.attempts()).isEqualTo(1);
  }

  @Test
  void a_clock_that_goes_back_makes_no_negative_times() {
    enqueue(job("a"));
    advance(Duration.ofSeconds(-5));
    var claimed = claim(1).getFirst();
    advance(Duration.ofSeconds(-5));
    end(claimed, new Outcome.Succeeded(), new Transition.Complete());
    var ended = store.metrics().newestEnded(1).getFirst();
    assertThat(ended.waited()).isZero();
    assertThat(ended.ran()).isZero();
  }
}
