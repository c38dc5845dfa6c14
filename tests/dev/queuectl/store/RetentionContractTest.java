package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.store.RetentionStore.Pruned;
import dev.queuectl.store.RetentionStore.Surplus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which ended jobs go. Every attempt has left 7 bytes of output.
class RetentionContractTest extends StoreContract {

  /// Jobs that complete a minute after each other, in two queues by turns.
  private void complete(String... ids) {
    for (var id : ids) {
      var queue = "q" + store.jobs().counts().get(JobState.COMPLETED) % 2;
      enqueue(job(id, queue, 0));
      end(claim(1, queue).getFirst(), new Outcome.Succeeded(), new Transition.Complete());
      advance(Duration.ofMinutes(1));
    }
  }

  private static Retention keep(
      @Nullable Duration age, @Nullable Long count, @Nullable Long bytes) {
    return new Retention(Retention.USUAL_STATES, age, count, bytes);
  }

  private Pruned prune(Retention retention) {
    return store.retention().prune(retention, now, 100);
  }

  private List<String> left() {
    return store.jobs().list(JobQuery.newest(100)).stream().map(Job::id).toList();
  }

  @Test
  void what_ended_too_long_ago_goes_over_all_queues() {
    complete("a", "b", "c", "d");
    var pruned = prune(keep(Duration.ofMinutes(3), null, null));
    assertThat(pruned.jobs()).extracting(Job::id).containsExactly("a");
    assertThat(pruned.bytes()).isEqualTo(7);
    assertThat(store.jobs().attempts(pruned.jobs().getFirst().seq())).isEmpty();
    assertThat(left()).containsExactly("d", "c", "b");
  }

  @Test
  void only_so_many_of_the_newest_stay() {
    complete("a", "b", "c", "d");
    assertThat(prune(keep(null, 3L, null)).jobs()).extracting(Job::id).containsExactly("a");
    assertThat(prune(keep(null, 3L, null)).jobs()).isEmpty();
    assertThat(prune(keep(null, 0L, null)).jobs()).hasSize(3);
  }

  @Test
  void the_oldest_go_until_the_output_is_small_enough() {
    complete("a", "b", "c", "d");
    assertThat(prune(keep(null, null, 28L)).jobs()).isEmpty();
    var pruned = prune(keep(null, null, 20L));
    assertThat(pruned.jobs()).extracting(Job::id).containsExactly("a", "b");
    assertThat(pruned.bytes()).isEqualTo(14);
    ByHand.remove(store.jobs(), "c");
    assertThat(prune(keep(null, null, 7L)).jobs()).isEmpty();
  }

  @Test
  void the_strictest_limit_counts() {
    complete("a", "b", "c", "d");
    assertThat(prune(keep(Duration.ofMinutes(3), 2L, 100L)).jobs())
        .extracting(Job::id)
        .containsExactly("a", "b");
  }

  @Test
  void jobs_in_other_states_stay() {
    jobIn(JobState.DEAD, "dead");
    jobIn(JobState.FAILED, "failed");
    jobIn(JobState.PENDING, "pending");
    jobIn(JobState.CANCELLED, "cancelled");
    complete("done");
    assertThat(prune(keep(Duration.ZERO, 0L, 0L)).jobs())
        .extracting(Job::id)
        .containsExactly("cancelled", "done");
    var dead = new Retention(Set.of(JobState.DEAD), null, 0L, null);
    assertThat(prune(dead).jobs()).extracting(Job::id).containsExactly("dead");
    assertThat(left()).containsExactly("pending", "failed");
    assertThatThrownBy(() -> new Retention(Set.of(JobState.PENDING), null, 0L, null))
        .isInstanceOf(QueueException.Invalid.class);
  }

  @Test
  void one_step_removes_no_more_than_asked_for() {
    complete("a", "b", "c");
    assertThat(store.retention().prune(keep(null, 0L, null), now, 2).jobs()).hasSize(2);
    assertThat(left()).containsExactly("c");
  }

  @Test
  void what_would_go_is_counted_without_removing_it() {
    complete("a", "b", "c", "d");
    assertThat(store.retention().surplus(keep(null, 1L, null), now)).isEqualTo(new Surplus(3, 21));
    assertThat(store.retention().surplus(keep(null, 9L, null), now)).isEqualTo(new Surplus(0, 0));
    assertThat(left()).hasSize(4);
  }

  @Test
  void what_would_go_is_counted_over_many_pages() {
    enqueue(
        IntStream.range(0, 2500)
            .mapToObj(i -> job("job" + i, "q" + i % 2, 0))
            .toArray(NewJob[]::new));
    ByHand.changeAll(store.jobs(), new JobAction.Verb(JobVerb.CANCEL, JobFilter.ALL), now);
    assertThat(store.retention().surplus(keep(null, 99L, null), now))
        .isEqualTo(new Surplus(2401, 0));
    assertThat(store.retention().surplus(keep(null, 500L, null), now))
        .isEqualTo(new Surplus(2000, 0));
  }
}
