package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobFilter;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Refusal;
import dev.queuectl.Transition;
import dev.queuectl.store.JobStore.Enqueued;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Of the unfinished jobs of one key there is only one.
class UniqueContractTest extends StoreContract {
  private static final JobPolicy KEY = JobPolicy.CONFIGURED.with(JobField.UNIQUE, "sync");
  private static final JobPolicy WAITING = KEY.with(JobField.UNIQUE_WHILE, "waiting");
  private static final JobPolicy REPLACING = KEY.with(JobField.ON_DUPLICATE, "replace");

  private static NewJob keyed(@Nullable String id, JobPolicy policy) {
    return new NewJob(id, "true", "default", 0, 3, policy, "/", Map.of(), null, false);
  }

  private Enqueued add(NewJob... jobs) {
    return store.jobs().enqueue(Arrays.asList(jobs).iterator(), false, now);
  }

  private long unfinished() {
    var counts = store.jobs().counts();
    return Stream.of(JobState.PENDING, JobState.FAILED, JobState.PROCESSING)
        .mapToLong(counts::get)
        .sum();
  }

  @Test
  void a_second_one_is_not_added_until_the_first_has_ended() {
    add(keyed("a", KEY));
    var second = add(keyed("b", KEY));
    assertThat(second.ids()).containsExactly("a");
    assertThat(second.added()).isZero();
    assertThat(second.only().map(Job::id)).contains("a");
    assertThat(store.jobs().find("b")).isEmpty();
    var running = claim(1).getFirst();
    assertThat(add(keyed("c", KEY)).ids()).containsExactly("a");
    end(running, new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(9)));
    assertThat(add(keyed("d", KEY)).ids()).containsExactly("a");
    advance(Duration.ofSeconds(9));
    end(claim(1).getFirst(), new Outcome.Succeeded(), new Transition.Complete());
    assertThat(add(keyed("e", KEY)).twins()).isEmpty();
  }

  @Test
  void in_one_file_the_first_of_a_key_stays_and_all_others_are_added() {
    var other = KEY.with(JobField.UNIQUE, "other");
    var added = add(keyed("a", KEY), job("x"), keyed("b", KEY), keyed("c", other), job("y"));
    assertThat(added.ids()).containsExactly("a", "x", "a", "c", "y");
    assertThat(added.twins()).extracting(JobStore.Twin::place).containsExactly(2);
    assertThat(unfinished()).isEqualTo(4);
  }

  @Test
  void many_in_one_file_leave_one_of_each_key() {
    var jobs =
        IntStream.range(0, 500)
            .mapToObj(i -> keyed(null, KEY.with(JobField.UNIQUE, "k" + i % 7)))
            .toArray(NewJob[]::new);
    assertThat(add(jobs).added()).isEqualTo(7);
    assertThat(unfinished()).isEqualTo(7);
    var total =
        store.metrics().totals().stream()
            .filter(it -> it.measure().equals(Total.ENQUEUED))
            .mapToLong(Total::number)
            .sum();
    assertThat(total).isEqualTo(7);
  }

  @Test
  void an_id_that_is_taken_is_still_an_error() {
    add(job("a"));
    assertThatThrownBy(() -> add(keyed("a", KEY))).isInstanceOf(QueueException.Duplicate.class);
  }

  @Test
  void where_it_must_be_free_a_taken_key_is_an_error_and_nothing_is_added() {
    add(keyed("a", KEY));
    assertThatThrownBy(() -> add(job("x"), keyed("b", KEY.with(JobField.ON_DUPLICATE, "fail"))))
        .isInstanceOf(QueueException.Duplicate.class)
        .hasMessage("sync is waiting already as a; nothing was enqueued");
    assertThat(store.jobs().find("x")).isEmpty();
  }

  @Test
  void while_one_runs_another_may_wait_but_only_one() {
    add(keyed("a", WAITING));
    claim(1);
    assertThat(add(keyed("b", WAITING)).ids()).containsExactly("b");
    assertThat(add(keyed("c", WAITING)).ids()).containsExactly("b");
  }

  @Test
  void one_that_fails_while_a_newer_one_waits_is_done_by_that() {
    add(keyed("a", WAITING));
    var running = claim(1).getFirst();
    add(keyed("b", WAITING));
    end(running, new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(9)));
    assertThat(find("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(find("a").error()).isEqualTo("its work is done by b");
    assertThat(claimIds(1)).containsExactly("b");
  }

  @Test
  void one_that_was_interrupted_while_a_newer_one_waits_is_done_by_that_too() {
    add(keyed("a", WAITING));
    var running = claim(1).getFirst();
    add(keyed("b", WAITING));
    end(running, new Outcome.Interrupted("its worker died"), new Transition.Release(true));
    assertThat(find("a").error()).isEqualTo("its work is done by b");
  }

  @Test
  void one_that_fails_while_none_waits_is_retried() {
    add(keyed("a", WAITING));
    var running = claim(1).getFirst();
    end(running, new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(9)));
    assertThat(find("a").state()).isEqualTo(JobState.FAILED);
    assertThat(add(keyed("b", WAITING)).ids()).containsExactly("a");
  }

  @Test
  void for_some_time_a_key_is_taken_whatever_became_of_the_job() {
    add(keyed("a", KEY.with(JobField.UNIQUE_FOR, Duration.ofHours(1))));
    end(claim(1).getFirst(), new Outcome.Succeeded(), new Transition.Complete());
    advance(Duration.ofMinutes(59));
    assertThat(add(keyed("b", KEY)).ids()).containsExactly("a");
    advance(Duration.ofMinutes(1));
    assertThat(add(keyed("c", KEY)).ids()).containsExactly("c");
  }

  private NewJob later(JobPolicy policy) {
    return new NewJob(
        null,
        "echo new",
        "slow",
        7,
        9,
        policy,
        "/tmp",
        Map.of("A", "1"),
        now.plusSeconds(60),
        false);
  }

  @Test
  void a_waiting_one_can_be_given_what_the_new_one_says() {
    add(keyed("a", KEY));
    var seq = find("a").seq();
    var added = add(later(REPLACING));
    assertThat(added.ids()).containsExactly("a");
    assertThat(added.twins()).extracting(JobStore.Twin::isReplaced).containsExactly(true);
    var job = find("a");
    assertThat(job.seq()).isEqualTo(seq);
    assertThat(job.command()).isEqualTo("echo new");
    assertThat(job.queue()).isEqualTo("slow");
    assertThat(job.priority()).isEqualTo(7);
    assertThat(job.maxRetries()).isEqualTo(9);
    assertThat(job.env()).isEqualTo(Map.of("A", "1"));
    assertThat(job.runAt()).isEqualTo(now.plusSeconds(60));
    assertThat(claimIds(1)).isEmpty();
  }

  @Test
  void a_throttle_keeps_the_time_of_the_first_and_a_debounce_takes_that_of_the_last() {
    add(later(REPLACING));
    var first = now.plusSeconds(60);
    advance(Duration.ofSeconds(30));
    var twin = add(later(REPLACING.with(JobField.KEEP_RUN_AT, true))).ids().getFirst();
    assertThat(find(twin).runAt()).isEqualTo(first);
    add(later(REPLACING));
    assertThat(find(twin).runAt()).isEqualTo(now.plusSeconds(60));
  }

  @Test
  void a_failed_one_that_is_replaced_begins_anew() {
    add(keyed("a", KEY));
    end(claim(1).getFirst(), new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(999)));
    add(keyed(null, REPLACING));
    assertThat(find("a").state()).isEqualTo(JobState.PENDING);
    assertThat(find("a").attempts()).isZero();
    assertThat(claimIds(1)).containsExactly("a");
  }

  @Test
  void a_running_one_is_not_replaced() {
    add(keyed("a", KEY));
    claim(1);
    assertThatThrownBy(() -> add(keyed(null, REPLACING)))
        .isInstanceOf(QueueException.WrongState.class)
        .hasMessage("sync is running as a and cannot be replaced; nothing was enqueued");
  }

  private void dead(String id) {
    add(keyed(id, KEY));
    end(claim(1).getFirst(), new Outcome.Failed(2), new Transition.Bury("exit code 2", true));
  }

  @Test
  void a_job_whose_key_is_taken_is_not_retried() {
    dead("a");
    add(keyed("b", KEY));
    var results =
        store.jobs().change(new JobAction.Verb(JobVerb.RETRY), List.of(new JobRef.Id("a")), now);
    assertThat(results.getFirst())
        .isInstanceOfSatisfying(
            JobAction.Result.Refused.class,
            refused ->
                assertThat(refused.why())
                    .isInstanceOfSatisfying(
                        Refusal.KeyTaken.class,
                        taken -> assertThat(taken.holder().id()).isEqualTo("b")));
    assertThat(find("a").state()).isEqualTo(JobState.DEAD);
    ByHand.cancel(store.jobs(), "b", now);
    assertThat(ByHand.retry(store.jobs(), "a", now).state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void of_many_dead_ones_of_a_key_the_first_is_retried_and_the_others_are_counted() {
    dead("a");
    dead("b");
    dead("c");
    add(job("x"));
    end(claim(1).getFirst(), new Outcome.Failed(2), new Transition.Bury("exit code 2", true));
    var action = new JobAction.Verb(JobVerb.RETRY, JobFilter.of(Set.of(JobState.DEAD), null));
    var changed = store.jobs().changeAll(action, null, now);
    assertThat(changed.jobs()).extracting(ChangedJobs.ChangedJob::id).containsExactly("a", "x");
    assertThat(changed.hindered()).isEqualTo(2);
    assertThat(find("b").state()).isEqualTo(JobState.DEAD);
  }

  @Test
  void a_waiting_job_is_not_given_a_key_that_is_taken() {
    add(keyed("a", KEY), job("b"));
    var edit = new JobEdit(null, null, null, null, KEY, null, null, Map.of(), Set.of());
    var results = store.jobs().change(new JobAction.Edit(edit), List.of(new JobRef.Id("b")), now);
    assertThat(results.getFirst()).isInstanceOf(JobAction.Result.Refused.class);
    assertThat(find("b").policy().get(JobField.UNIQUE)).isNull();
    var itself = store.jobs().change(new JobAction.Edit(edit), List.of(new JobRef.Id("a")), now);
    assertThat(itself.getFirst()).isInstanceOf(JobAction.Result.Done.class);
  }

  @Test
  void the_jobs_of_a_key_are_found() {
    dead("a");
    add(keyed("b", KEY), job("x"), keyed("c", KEY.with(JobField.UNIQUE, "other")));
    var query = new JobQuery(JobFilter.ALL.ofKey("sync"), JobQuery.Sort.OLDEST, 10, null);
    assertThat(store.jobs().list(query)).extracting(Job::id).containsExactly("a", "b");
    var dead = JobFilter.of(Set.of(JobState.DEAD), null).ofKey("sync");
    assertThat(store.jobs().list(new JobQuery(dead, JobQuery.Sort.NEWEST, 10, null)))
        .extracting(Job::id)
        .containsExactly("a");
    assertThat(store.jobs().matching(JobFilter.ALL.ofKey("sync")).orElseThrow())
        .containsEntry(JobState.DEAD, 1L)
        .containsEntry(JobState.PENDING, 1L);
  }

  @Test
  void of_a_thousand_that_eight_add_at_once_exactly_one_stays() throws Exception {
    Callable<Integer> part =
        () -> {
          try (var mine = open(directory)) {
            var added = 0;
            for (var i = 0; i < 125; i++) {
              var jobs = List.of(keyed(null, KEY)).iterator();
              added += mine.jobs().enqueue(jobs, false, now).added();
            }
            return added;
          }
        };
    var added = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var future : threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> part).toList())) {
        added.add(future.get());
      }
    }
    assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    assertThat(unfinished()).isEqualTo(1);
  }
}
