package dev.queuectl.store;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.QueueChange.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists, counts and removing many.
class ListContractTest extends StoreContract {
  private static final Set<JobState> ALL = Set.of();

  /// `a1` to `a6` in queue `a`, `b1` to `b6` in queue `b`, enqueued in turns, one in each state.
  @BeforeEach
  void jobsInAllStates() {
    for (var state : JobState.values()) {
      var number = state.ordinal() + 1;
      jobIn(state, "a" + number);
      jobIn(state, "b" + number);
      advance(Duration.ofSeconds(10));
    }
  }

  private List<String> list(Set<JobState> states, @Nullable String queue, Sort sort, int limit) {
    return ids(store.jobs().list(new JobQuery(states, queue, null, sort, limit)));
  }

  private static List<String> ids(List<Job> jobs) {
    return jobs.stream().map(Job::id).toList();
  }

  @Test
  void newest_and_oldest_first() {
    assertThat(list(ALL, null, Sort.NEWEST, 3)).containsExactly("b6", "a6", "b5");
    assertThat(list(ALL, null, Sort.OLDEST, 3)).containsExactly("a1", "b1", "a2");
    assertThat(list(ALL, null, Sort.NEWEST, 99)).hasSize(12);
  }

  @Test
  void what_runs_next_comes_first() {
    enqueue(job("low", "x", -1), job("high", "y", 5), job("held", null, true));
    enqueue(job("later", now.plusSeconds(9), false));
    assertThat(ids(store.jobs().nextReady(9))).containsExactly("high", "a1", "b1", "low");
    assertThat(ids(store.jobs().nextReady(2))).containsExactly("high", "a1");
    store.queues().change("y", new Pause(null, now));
    assertThat(ids(store.jobs().nextReady(9))).containsExactly("a1", "b1", "low");
  }

  @Test
  void what_is_due_next_comes_first() {
    enqueue(job("last", now.plusSeconds(99_999), false), job("next", now.plusMillis(1), false));
    enqueue(job("held", now.plusMillis(1), true));
    assertThat(ids(store.jobs().nextDue(9))).containsOnly("next", "a4", "b4", "last");
    assertThat(ids(store.jobs().nextDue(9))).endsWith("last");
    assertThat(ids(store.jobs().nextDue(1))).hasSize(1);
    var paged = new ArrayList<Job>();
    for (var page = store.jobs().nextDue(1); !page.isEmpty(); ) {
      paged.addAll(page);
      page = store.jobs().nextDue(page.getLast(), 1);
    }
    assertThat(paged).isEqualTo(store.jobs().nextDue(9));
  }

  @Test
  void what_ended_last_comes_first_whenever_it_was_enqueued() {
    var ended = EnumSet.of(JobState.COMPLETED, JobState.CANCELLED);
    assertThat(ids(store.jobs().lastEnded(ended, 9))).containsExactly("b6", "a6", "b3", "a3");
    ByHand.cancel(store.jobs(), "a1", now.plusSeconds(1));
    assertThat(ids(store.jobs().lastEnded(ended, 3))).containsExactly("a1", "b6", "a6");
    assertThat(ids(store.jobs().lastEnded(EnumSet.of(JobState.DEAD), 1))).containsExactly("b5");
    assertThat(store.jobs().lastEnded(EnumSet.of(JobState.PENDING), 9)).isEmpty();
  }

  @Test
  void by_states_and_queue() {
    var states = EnumSet.of(JobState.COMPLETED, JobState.DEAD);
    assertThat(list(states, null, Sort.NEWEST, 9)).containsExactly("b5", "a5", "b3", "a3");
    assertThat(list(states, null, Sort.OLDEST, 3)).containsExactly("a3", "b3", "a5");
    assertThat(list(states, "of-a5", Sort.NEWEST, 9)).containsExactly("a5");
    assertThat(list(ALL, "of-b2", Sort.OLDEST, 9)).containsExactly("b2");
    assertThat(list(ALL, "none", Sort.NEWEST, 9)).isEmpty();
    assertThat(list(EnumSet.of(JobState.DEAD), "of-a1", Sort.NEWEST, 9)).isEmpty();
  }

  @Test
  void by_priority() {
    enqueue(job("low", "q", -1), job("high", "q", 5), job("high2", "p", 5));
    assertThat(list(ALL, null, Sort.PRIORITY, 3)).containsExactly("high", "high2", "a1");
    assertThat(list(EnumSet.of(JobState.PENDING), "q", Sort.PRIORITY, 9))
        .containsExactly("high", "low");
  }

  @Test
  void page_by_page() {
    enqueue(job("high", "q", 5), job("high2", "p", 5));
    for (var sort : Sort.values()) {
      var pending = EnumSet.of(JobState.PENDING, JobState.FAILED, JobState.CANCELLED);
      for (var states : List.of(ALL, pending)) {
        var query = new JobQuery(states, null, null, sort, 2);
        var seen = new ArrayList<String>();
        for (var page = store.jobs().list(query);
            !page.isEmpty();
            page = store.jobs().list(query.after(page.getLast()))) {
          assertThat(page).hasSize(2);
          seen.addAll(ids(page));
        }
        assertThat(seen).isEqualTo(list(states, null, sort, 99));
      }
    }
  }

  @Test
  void by_the_time_of_the_last_change() {
    var before = new JobQuery(ALL, null, now.minusSeconds(30), Sort.NEWEST, 9);
    assertThat(ids(store.jobs().list(before))).containsExactly("b3", "a3", "b2", "a2", "b1", "a1");
  }

  @Test
  void with_more_queues_than_one_statement_can_unite() {
    var jobs = IntStream.range(0, 700).mapToObj(i -> job("q" + i, "q" + i, 0)).iterator();
    store.jobs().enqueue(jobs, false, now);
    var pending = EnumSet.of(JobState.PENDING);
    assertThat(list(pending, null, Sort.NEWEST, 2)).containsExactly("q699", "q698");
    assertThat(list(pending, null, Sort.OLDEST, 3)).containsExactly("a1", "b1", "q0");
    assertThat(list(pending, null, Sort.PRIORITY, 3)).containsExactly("a1", "b1", "q0");
    assertThat(claimIds(3)).containsExactly("a1", "b1", "q0");
  }

  private List<String> removed(
      Set<JobState> states, @Nullable String queue, @Nullable Instant old) {
    var only = JobFilter.of(states, queue).updatedBefore(old);
    var ids = store.jobs().list(JobQuery.newest(99)).stream().collect(toMap(Job::seq, Job::id));
    return ByHand.removeAll(store.jobs(), only, now).stream().map(ids::get).toList();
  }

  @Test
  void all_that_match_and_are_not_processing_are_removed() {
    assertThat(removed(EnumSet.of(JobState.PROCESSING), null, null)).isEmpty();
    assertThat(removed(ALL, "of-a1", null)).containsExactly("a1");
    assertThat(removed(ALL, null, null))
        .containsExactlyInAnyOrder("b1", "a3", "b3", "a4", "b4", "a5", "b5", "a6", "b6");
    assertThat(list(ALL, null, Sort.OLDEST, 9)).containsExactly("a2", "b2");
  }

  @Test
  void what_has_not_changed_for_long_can_be_removed() {
    var old = now.minusSeconds(15);
    assertThat(removed(EnumSet.of(JobState.COMPLETED, JobState.DEAD), null, old))
        .containsExactlyInAnyOrder("a3", "b3", "a5", "b5");
    assertThat(removed(EnumSet.of(JobState.FAILED, JobState.COMPLETED), null, old))
        .containsExactlyInAnyOrder("a4", "b4");
    assertThat(removed(ALL, null, now.minusSeconds(600))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void no_more_than_a_batch_is_changed_at_once(boolean byAge) {
    var jobs = IntStream.range(0, 1234).mapToObj(i -> job("r" + i, "r", 0)).iterator();
    store.jobs().enqueue(jobs, false, now);
    var all = JobFilter.of(byAge ? EnumSet.of(JobState.CANCELLED) : ALL, "r");
    var batches = new ArrayList<Integer>();
    ByHand.changeAll(store.jobs(), new JobAction.Verb(JobVerb.CANCEL, JobFilter.of(ALL, "r")), now);
    var remove =
        new JobAction.Verb(JobVerb.REMOVE, byAge ? all.updatedBefore(now.plusMillis(1)) : all);
    @Nullable Place next = null;
    do {
      var batch = store.jobs().changeAll(remove, next, now);
      batches.add(batch.jobs().size());
      next = batch.next();
    } while (next != null);
    assertThat(batches).containsExactly(JobStore.BATCH, JobStore.BATCH, 234);
    assertThat(store.jobs().counts()).containsEntry(JobState.CANCELLED, 2L);
  }

  @Test
  void every_state_is_counted() {
    assertThat(store.jobs().counts())
        .containsOnlyKeys(JobState.values())
        .allSatisfy((_, count) -> assertThat(count).isEqualTo(2));
  }

  @Test
  void waiting_is_counted_from_the_moment_when_a_job_could_run() {
    ByHand.cancel(store.jobs(), "a1", now);
    ByHand.cancel(store.jobs(), "b1", now);
    assertThat(store.jobs().oldestWaitingSince()).isEmpty();
    enqueue(job("held", null, true), job("later", now.plusSeconds(60), false));
    assertThat(store.jobs().oldestWaitingSince()).isEmpty();
    advance(Duration.ofMinutes(10));
    enqueue(job("past", now.minusSeconds(3600), false));
    assertThat(store.jobs().oldestWaitingSince()).hasValue(now);
    exchange("w1", 0, List.of());
    assertThat(store.jobs().oldestWaitingSince()).hasValue(now.minus(Duration.ofMinutes(9)));
  }
}
