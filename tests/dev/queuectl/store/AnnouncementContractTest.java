package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Until;
import dev.queuectl.Worker.Stop;
import dev.queuectl.store.QueueChange.Limit;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.QueueChange.Resume;
import dev.queuectl.store.WorkerChange.Leave;
import dev.queuectl.store.WorkerChange.Scale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A store announces what an idle worker could want, once a transaction, when it is durable.
class AnnouncementContractTest extends StoreContract {
  private final AtomicInteger heard = new AtomicInteger();
  private Store.Listening listening = () -> {};

  @BeforeEach
  void listen() {
    listening = store.listen(heard::incrementAndGet);
  }

  @AfterEach
  void stopListening() {
    listening.close();
  }

  private void assertAnnounced(int times, Runnable verb) {
    heard.set(0);
    verb.run();
    if (kind.announcesAtOnce()) {
      assertThat(heard).hasValue(times);
    } else if (times > 0) {
      Until.until("it is heard of", () -> heard.get() > 0);
    }
  }

  @Test
  void new_jobs_are_announced_once_however_many() {
    var many = IntStream.range(0, 1000).mapToObj(i -> job("j" + i)).toList();
    assertAnnounced(1, () -> store.jobs().enqueue(many.iterator(), false, now));
    assertAnnounced(1, () -> enqueue(job("a")));
  }

  @Test
  void several_verbs_together_are_announced_once() {
    assertAnnounced(
        1,
        () ->
            store.together(
                () -> {
                  enqueue(job("a"));
                  enqueue(job("b"));
                  return store.queues().change("q", new Pause(null, now));
                }));
  }

  @Test
  void what_was_not_committed_is_not_announced_and_not_with_what_follows_either() {
    enqueue(job("a"));
    assertAnnounced(
        0,
        () ->
            assertThatThrownBy(
                    () -> store.jobs().enqueue(List.of(job("b"), job("a")).iterator(), false, now))
                .isInstanceOf(QueueException.Duplicate.class));
    assertAnnounced(0, () -> store.queues().change("q", new Pause(null, now)));
  }

  @Test
  void it_is_durable_when_it_is_announced() {
    try (var other = open(directory);
        var _ = store.listen(() -> assertThat(other.jobs().find("a")).isPresent())) {
      assertAnnounced(1, () -> enqueue(job("a")));
    }
  }

  @Test
  void jobs_that_may_run_now_or_must_end_are_announced_and_others_are_not() {
    enqueue(job("a"), job("b"));
    assertAnnounced(0, () -> ByHand.hold(store.jobs(), "a", now));
    assertAnnounced(1, () -> ByHand.release(store.jobs(), "a", now));
    assertAnnounced(1, () -> ByHand.cancel(store.jobs(), "a", now));
    assertAnnounced(1, () -> ByHand.retry(store.jobs(), "a", now));
    assertAnnounced(0, () -> ByHand.remove(store.jobs(), "a"));
    assertAnnounced(0, () -> change(JobVerb.RETRY)); // refused: it is pending
  }

  @Test
  void an_action_on_many_is_announced_with_its_first_batch_and_its_last() {
    var many = IntStream.range(0, 4 * JobStore.BATCH).mapToObj(i -> job("j" + i)).iterator();
    store.jobs().enqueue(many, false, now);
    var cancel = new JobAction.Verb(JobVerb.CANCEL);
    assertAnnounced(0, () -> changeAll(JobAction.Verb.ofDead(JobVerb.RETRY)));
    assertAnnounced(2, () -> changeAll(cancel));
    assertAnnounced(0, () -> changeAll(cancel));
    assertAnnounced(0, () -> changeAll(new JobAction.Verb(JobVerb.REMOVE)));
  }

  private void changeAll(JobAction.Verb action) {
    ByHand.changeAll(store.jobs(), action, now);
  }

  private void change(JobVerb verb) {
    store.jobs().change(new JobAction.Verb(verb, JobFilter.ALL), List.of(new JobRef.Id("b")), now);
  }

  @Test
  void what_is_asked_of_workers_and_queues_is_announced() {
    join("w1");
    store.queues().change("q", new Pause("why", now));
    assertAnnounced(1, () -> store.queues().change("q", new Resume()));
    assertAnnounced(1, () -> store.queues().change("q", new Limit(3)));
    assertAnnounced(1, () -> store.workers().change("w1", new Scale(3)));
    assertAnnounced(1, () -> store.workers().change("w1", new Leave(Stop.DRAIN)));
    assertAnnounced(1, () -> store.config().set(Map.of(Setting.PRIORITY, "3")));
    assertAnnounced(
        1, () -> store.config().set(java.util.Collections.singletonMap(Setting.PRIORITY, null)));
  }

  @Test
  void jobs_that_are_brought_back_are_announced() {
    enqueue(job("a"));
    var archived = new ArchivedJob(find("a"), List.of());
    ByHand.remove(store.jobs(), "a");
    assertAnnounced(1, () -> store.archive().restore(List.of(archived), true, now));
    assertAnnounced(0, () -> store.archive().restore(List.of(archived), true, now));
  }

  /// They would wake each other for nothing, at each job.
  @Test
  void what_workers_do_themselves_is_not_announced() {
    join("w1");
    enqueue(job("a"));
    assertAnnounced(0, () -> claim(1));
    assertAnnounced(0, () -> store.workers().heartbeat("w1", now, now.plusSeconds(30)));
    assertAnnounced(0, () -> store.workers().hasWork(Set.of()));
    assertAnnounced(0, () -> store.workers().leave("w1"));
  }

  @Test
  void who_has_stopped_listening_is_not_called() {
    listening.close();
    assertAnnounced(0, () -> enqueue(job("a")));
  }
}
