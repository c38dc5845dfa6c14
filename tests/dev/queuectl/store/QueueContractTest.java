package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.store.QueueChange.Limit;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.QueueChange.Resume;
import dev.queuectl.store.WorkerStore.Exchange;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is set for whole queues, and what that does to claims.
class QueueContractTest extends StoreContract {

  @Test
  void a_queue_is_there_while_it_has_jobs_or_settings() {
    assertThat(store.queues().list()).isEmpty();
    enqueue(job("a", "mail", 0), job("b", "mail", 0));
    store.queues().change("gpu", new Limit(2));
    assertThat(store.queues().list()).extracting(Queue::name).containsExactly("gpu", "mail");
    assertThat(store.queues().find("mail").count(JobState.PENDING)).isEqualTo(2);
    store.queues().change("gpu", new Limit(null));
    ByHand.remove(store.jobs(), "a");
    ByHand.remove(store.jobs(), "b");
    assertThat(store.queues().list()).isEmpty();
  }

  @Test
  void how_it_goes_in_a_queue_is_how_long_its_next_jobs_wait_and_how_many_complete() {
    enqueue(job("a", "mail", 0), job("b", "mail", 9), job("c", "mail", 0));
    var enqueued = now;
    advance(Duration.ofMinutes(2));
    complete(claim(1));
    var paces = store.queues().paces(Set.of("mail", "none"), now.minus(Duration.ofHours(1)));
    assertThat(paces.get("mail").oldestReadyAt()).hasValue(enqueued);
    assertThat(paces.get("mail").completed()).isEqualTo(1);
    assertThat(paces.get("mail").perHour(now)).isEqualTo(1.0);
    assertThat(paces.get("none").oldestReadyAt()).isEmpty();
    assertThat(paces.get("none").perHour(now)).isZero();

    advance(Duration.ofHours(2));
    var later = store.queues().paces(Set.of("mail"), now.minus(Duration.ofHours(1))).get("mail");
    assertThat(later.completed()).isZero();
  }

  /// More than that are not counted: the pace is that of the last ones.
  @Test
  void a_fast_queue_is_as_fast_as_lately() {
    for (var i = 0; i < QueueStore.Pace.LAST + 20; i++) {
      enqueue(job("job-" + i, "mail", 0));
      advance(Duration.ofSeconds(1));
      complete(claim(1));
    }
    var pace = store.queues().paces(Set.of("mail"), now.minus(Duration.ofHours(1))).get("mail");
    assertThat(pace.completed()).isEqualTo(QueueStore.Pace.LAST);
    assertThat(pace.perHour(now)).isBetween(3600.0, 3700.0);
  }

  private void complete(List<Job> jobs) {
    jobs.forEach(job -> end(job, new Outcome.Succeeded(), new Transition.Complete()));
  }

  @Test
  void a_paused_queue_gives_no_jobs_until_it_is_resumed() {
    enqueue(job("a", "mail", 9), job("b"));
    var paused = store.queues().change("mail", new Pause("it moves", now));
    assertThat(paused.pausedAt()).isEqualTo(now);
    assertThat(paused.pauseReason()).isEqualTo("it moves");
    assertThat(claimIds(5)).containsExactly("b");
    assertThat(find("a").state()).isEqualTo(JobState.PENDING);
    assertThat(claim(5)).isEmpty();
    store.queues().change("mail", new Resume());
    assertThat(claimIds(5)).containsExactly("a");
  }

  @Test
  void pausing_again_keeps_the_time_and_changes_the_reason_that_is_given() {
    var first = now;
    store.queues().change("mail", new Pause("one", now));
    advance(Duration.ofMinutes(1));
    assertThat(store.queues().change("mail", new Pause(null, now)).pauseReason()).isEqualTo("one");
    var again = store.queues().change("mail", new Pause("two", now));
    assertThat(again.pauseReason()).isEqualTo("two");
    assertThat(again.pausedAt()).isEqualTo(first);
  }

  @Test
  void a_paused_queue_is_no_work_unless_its_jobs_run() {
    enqueue(job("a", "mail", 0), job("b", "mail", 0), job("c", "mail", 0));
    var running = claim(2);
    store.queues().change("mail", new Pause(null, now));
    assertThat(store.workers().hasWork(Set.of())).isTrue();
    var failed = new Outcome.Failed(1);
    running.forEach(job -> end(job, failed, new Transition.Retry(now.plusSeconds(60))));
    assertThat(store.workers().hasWork(Set.of())).isFalse();
    store.queues().change("mail", new Resume());
    assertThat(store.workers().hasWork(Set.of())).isTrue();
  }

  @Test
  void no_more_jobs_of_a_limited_queue_run_than_may_over_all_workers() {
    store.queues().change("gpu", new Limit(2));
    enqueue(job("a", "gpu", 0), job("b", "gpu", 0), job("c", "gpu", 0), job("d"));
    var first = exchange("w1", 1, List.of());
    assertThat(first.claimed()).extracting(Job::id).containsExactly("a");
    assertThat(first.crowded()).isTrue();
    var second = exchange("w2", 9, List.of());
    assertThat(second.claimed()).extracting(Job::id).containsExactly("b", "d");
    assertThat(store.queues().find("gpu").isFull()).isTrue();
    assertThat(claim(5)).isEmpty();
    assertThat(store.workers().hasWork(Set.of("gpu"))).isTrue();
    var third = exchange("w1", 9, List.of(completed(first.claimed().getFirst())));
    assertThat(third.claimed()).extracting(Job::id).containsExactly("c");
  }

  @Test
  void a_limit_lowered_ends_nothing_and_a_limit_lifted_holds_nothing_back() {
    enqueue(job("a"), job("b"), job("c"), job("d"));
    var running = claim(3);
    store.queues().change("default", new Limit(1));
    assertThat(claim(5)).isEmpty();
    end(running.getFirst(), new Outcome.Succeeded(), new Transition.Complete());
    assertThat(claim(5)).isEmpty();
    store.queues().change("default", new Limit(null));
    var last = exchange("w1", 5, List.of());
    assertThat(last.claimed()).extracting(Job::id).containsExactly("d");
    assertThat(last.crowded()).isFalse();
  }

  @Test
  void one_job_that_is_asked_for_waits_for_its_queue_too() {
    enqueue(job("a", "gpu", 0), job("b", "gpu", 0));
    store.queues().change("gpu", new Limit(1));
    assertThat(claimOnly("b")).containsExactly("b");
    assertThat(claimOnly("a")).isEmpty();
    store.queues().change("gpu", new Limit(null));
    store.queues().change("gpu", new Pause(null, now));
    assertThat(claimOnly("a")).isEmpty();
    store.queues().change("gpu", new Resume());
    assertThat(claimOnly("a")).containsExactly("a");
  }

  private List<String> claimOnly(String id) {
    known("w1");
    var only = find(id).seq();
    return claimed(
        new Exchange("w1", List.of(), List.of(0), Set.of(), only, now, now.plusSeconds(30)));
  }

  private List<String> claimed(Exchange exchange) {
    return store.workers().exchange(exchange).claimed().stream().map(Job::id).toList();
  }

  @Test
  void jobs_of_a_limited_queue_are_not_claimed_ahead() {
    known("w1");
    store.queues().change("gpu", new Limit(8));
    for (var i = 0; i < 20; i++) {
      enqueue(job("job" + i, i == 2 ? "gpu" : "default", 0));
    }
    var slots = Collections.nCopies(3, 0);
    assertThat(
            claimed(
                new Exchange(
                    "w1",
                    List.of(),
                    List.of(),
                    List.of(0),
                    slots,
                    Set.of(),
                    null,
                    now,
                    now.plusSeconds(30))))
        .containsExactly("job0", "job1");
  }

  @Test
  void names_and_limits_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> store.queues().change("a b", new Limit(1)))
        .isInstanceOf(QueueException.Invalid.class);
    assertThatThrownBy(() -> store.queues().change("", new Pause(null, now)))
        .isInstanceOf(QueueException.Invalid.class);
    assertThatThrownBy(() -> store.queues().change("a", new Limit(0)))
        .isInstanceOf(QueueException.Invalid.class);
    assertThatThrownBy(() -> store.queues().change("a", new Resume()))
        .isInstanceOf(QueueException.NotFound.class);
  }
}
