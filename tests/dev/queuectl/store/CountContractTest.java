package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobFilter;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How many jobs there are of a kind.
class CountContractTest extends StoreContract {
  private static NewJob later(String id, String queue, java.time.Instant at) {
    return new NewJob(id, "true", queue, 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), at, false);
  }

  private static Map<Wait, Long> waits(long ready, long scheduled, long retrying, long held) {
    var waits = new EnumMap<Wait, Long>(Wait.class);
    waits.put(Wait.READY, ready);
    waits.put(Wait.SCHEDULED, scheduled);
    waits.put(Wait.RETRYING, retrying);
    waits.put(Wait.HELD, held);
    waits.put(Wait.BLOCKED, 0L);
    return waits;
  }

  private void fail(String queue) {
    var job = claim(1, queue).getFirst();
    end(job, new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(600)));
  }

  @Test
  void what_the_jobs_of_one_queue_wait_for() {
    enqueue(job("failed", "a", 9), job("held-failed", "a", 8), job("ready", "a", 0));
    fail("a");
    fail("a");
    ByHand.hold(store.jobs(), "held-failed", now);
    enqueue(job("held", "a", 0), later("later", "a", now.plusSeconds(60)), job("other", "b", 0));
    ByHand.hold(store.jobs(), "held", now);
    enqueue(later("later-there", "b", now.plusSeconds(60)));
    assertThat(store.jobs().waiting("a", now)).isEqualTo(waits(1, 1, 1, 2));
    assertThat(store.jobs().waiting("b", now)).isEqualTo(waits(1, 1, 0, 0));
    assertThat(store.jobs().waiting("none", now)).isEqualTo(waits(0, 0, 0, 0));
    assertThat(store.jobs().waiting(now)).isEqualTo(waits(2, 2, 1, 2));
    advance(Duration.ofMinutes(2));
    assertThat(store.jobs().waiting("a", now)).isEqualTo(waits(2, 0, 1, 2));
    assertThat(store.jobs().waiting(now)).isEqualTo(waits(4, 0, 1, 2));
  }

  private Map<JobState, Long> matching(@Nullable String queue, @Nullable String text) {
    var filter = new JobFilter(Set.of(), queue, text, null, null, null);
    return store.jobs().matching(filter).orElseThrow();
  }

  @Test
  void the_jobs_that_match_are_counted_in_every_state() {
    enqueue(
        job("mail-1", "a", 0), job("mail-2", "a", 0), job("mail-3", "b", 0), job("fax", "b", 0));
    ByHand.cancel(store.jobs(), "mail-2", now);
    assertThat(matching(null, null))
        .hasSize(JobState.values().length)
        .containsEntry(JobState.PENDING, 3L)
        .containsEntry(JobState.CANCELLED, 1L)
        .containsEntry(JobState.DEAD, 0L);
    assertThat(matching("b", null)).containsEntry(JobState.PENDING, 2L);
    assertThat(matching(null, "MAIL")).containsEntry(JobState.PENDING, 2L);
    assertThat(matching("b", "mail")).containsEntry(JobState.PENDING, 1L);
    assertThat(matching("a", "fax")).containsEntry(JobState.PENDING, 0L);
    var since = new JobFilter(Set.of(JobState.DEAD), null, null, now.plusSeconds(1), null, null);
    assertThat(store.jobs().matching(since).orElseThrow().values()).containsOnly(0L);
  }

  @Test
  void what_the_database_cannot_count_is_not_counted() {
    enqueue(job("a"));
    var umlaut = new JobFilter(Set.of(), null, "Ä", null, null, null);
    assertThat(store.jobs().matching(umlaut)).isEmpty();
    var many = new ArrayList<NewJob>();
    for (var i = 0; i < JobStore.MOST_LOOKED_AT; i++) {
      many.add(job(null));
    }
    store.jobs().enqueue(many.iterator(), false, now);
    var text = new JobFilter(Set.of(), null, "true", null, null, null);
    assertThat(store.jobs().matching(text)).isEmpty();
    assertThat(matching(null, null)).containsEntry(JobState.PENDING, many.size() + 1L);
    assertThat(List.copyOf(matching("none", null).values())).containsOnly(0L);
  }
}
