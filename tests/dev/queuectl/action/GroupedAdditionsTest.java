package dev.queuectl.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.Event;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.Until;
import dev.queuectl.store.Announcements;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.RequestStore.Addition;
import dev.queuectl.store.StoreSteps;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that many clients add at once.
class GroupedAdditionsTest {
  private static final Event EVENT = new Event(Instant.EPOCH, "api", "::1", "enqueue", null, null);

  @TempDir Path directory;

  /// One announcement a transaction.
  private final AtomicInteger transactions = new AtomicInteger();

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private SqliteStore store;
  private Actions actions;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(
            directory.resolve("queue.db"), InstantSource.system(), new Announcements(transactions));
    actions =
        new Actions(
            store,
            () -> {
              throw new AssertionError("there is no output");
            },
            AuditLog.NONE);
  }

  @AfterEach
  void close() throws InterruptedException {
    goOn.countDown();
    for (var thread : threads) {
      thread.join();
    }
    store.close();
  }

  private static Addition addition(String id) {
    return new Addition(List.of(StoreSteps.job(id)), false, _ -> EVENT, null);
  }

  /// Keeps its transaction open until it may go on.
  private Addition slow(String id) {
    return new Addition(
        List.of(StoreSteps.job(id)),
        false,
        _ -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return EVENT;
        },
        null);
  }

  private FutureTask<Enqueued> start(Addition addition) {
    var task = new FutureTask<>(() -> actions.enqueue(addition));
    threads.add(Thread.ofPlatform().start(task));
    return task;
  }

  private boolean allWait() {
    return threads.stream().skip(1).allMatch(thread -> thread.getState() == Thread.State.WAITING);
  }

  @Test
  void what_arrives_during_a_commit_is_committed_together_by_the_next() throws Exception {
    var first = start(slow("first"));
    begun.await();
    var others = List.of("a", "b", "first", "c").stream().map(id -> start(addition(id))).toList();
    Until.until("they wait", this::allWait);
    assertThat(others).as("no answer before the commit").noneMatch(FutureTask::isDone);
    goOn.countDown();
    assertThat(first.get().ids()).containsExactly("first");
    for (var i : List.of(0, 1, 3)) {
      assertThat(others.get(i).get().ids()).hasSize(1);
    }
    assertThatThrownBy(() -> others.get(2).get())
        .hasCauseInstanceOf(QueueException.Duplicate.class);
    assertThat(transactions).hasValue(2);
    assertThat(store.jobs().list(JobQuery.newest(9)))
        .extracting(Job::id)
        .containsExactlyInAnyOrder("first", "a", "b", "c");
  }

  @Test
  void one_that_comes_alone_does_not_wait_for_others() {
    assertThat(actions.enqueue(addition("a")).ids()).containsExactly("a");
    assertThat(transactions).hasValue(1);
  }
}
