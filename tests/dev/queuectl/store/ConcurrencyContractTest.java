package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.store.WorkerStore.Exchange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several connections to one store at a time, as several processes have them.
class ConcurrencyContractTest extends StoreContract {
  private static final int STORES = 4;
  private static final int JOBS = 500;

  @Test
  void no_job_is_claimed_twice_or_forgotten() throws Exception {
    var claimed = together(this::enqueueAndDrain).stream().flatMap(List::stream).toList();
    assertThat(claimed).hasSize(STORES * JOBS).doesNotHaveDuplicates();
    assertThat(store.jobs().counts())
        .containsEntry(JobState.COMPLETED, (long) STORES * JOBS)
        .containsEntry(JobState.PENDING, 0L)
        .containsEntry(JobState.PROCESSING, 0L);
  }

  private List<Long> enqueueAndDrain(int number) {
    var worker = "w" + number;
    var seqs = new ArrayList<Long>();
    try (var mine = open(directory)) {
      var jobs = IntStream.range(0, JOBS).mapToObj(i -> job("j" + number + "-" + i)).iterator();
      mine.jobs().enqueue(jobs, false, now);
      mine.workers().join(worker(worker));
      var running = exchange(mine, worker, List.of());
      while (!running.isEmpty()) {
        running.forEach(job -> seqs.add(job.seq()));
        running = exchange(mine, worker, running);
      }
    }
    return seqs;
  }

  private List<Job> exchange(Store mine, String worker, List<Job> ended) {
    var slots = List.of(0, 1, 2);
    var endings = ended.stream().map(this::completed).toList();
    var exchanged =
        mine.workers()
            .exchange(
                new Exchange(worker, endings, slots, Set.of(), null, now, now.plusSeconds(30)));
    assertThat(exchanged.lost()).isEmpty();
    return exchanged.claimed();
  }

  @Test
  void who_has_waited_for_others_in_vain_can_go_on_afterwards() {
    try (var other = open(directory)) {
      other.hurry();
      store.together(
          () ->
              assertThatThrownBy(() -> other.jobs().enqueue(one("early"), false, now))
                  .isInstanceOf(QueueException.Unavailable.class)
                  .hasMessageContaining("locked by another process"));
      other.jobs().enqueue(one("late"), false, now);
    }
    assertThat(store.jobs().find("early")).isEmpty();
    assertThat(store.jobs().find("late")).isPresent();
  }

  private static Iterator<NewJob> one(String id) {
    return List.of(job(id)).iterator();
  }

  @Test
  void a_new_store_can_be_opened_by_all_at_once() throws Exception {
    var place = directory.resolve("new/deep");
    var ids =
        together(
            _ -> {
              try (var mine = open(place)) {
                mine.jobs().enqueue(List.of(job(null)).iterator(), false, now);
                return mine.storeId();
              }
            });
    assertThat(Set.copyOf(ids)).hasSize(1);
    try (var mine = open(place)) {
      assertThat(mine.jobs().counts()).containsEntry(JobState.PENDING, (long) STORES);
    }
  }

  @Test
  void changes_by_others_are_noticed_and_own_ones_are_not() {
    try (var other = open(directory)) {
      var changes = store.changes();
      assertThat(changes.any()).as("the first time").isTrue();
      changes.seen();
      enqueue(job("a"));
      if (kind.knowsOwnChanges()) {
        assertThat(changes.any()).isFalse();
      }
      other.jobs().enqueue(List.of(job("b")).iterator(), false, now);
      assertThat(changes.any()).isTrue();
      assertThat(changes.any()).as("until it was seen").isTrue();
      changes.seen();
      if (kind.knowsOwnChanges()) {
        assertThat(changes.any()).isFalse();
      }
      changes.forget();
      assertThat(changes.any()).isTrue();
    }
  }

  @FunctionalInterface
  private interface Part<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> together(Part<T> part) throws Exception {
    try (var threads = Executors.newFixedThreadPool(STORES)) {
      var parts = IntStream.range(0, STORES).<Callable<T>>mapToObj(i -> () -> part.run(i)).toList();
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(parts)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
