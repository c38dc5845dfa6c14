package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What enqueueing promises.
class EnqueueContractTest extends StoreContract {

  @Test
  void a_job_comes_back_as_it_was_given() {
    var policy =
        new JobPolicy(
            Map.of(
                JobField.TIMEOUT,
                Duration.ofMillis(1500),
                JobField.BACKOFF,
                "linear",
                JobField.BACKOFF_BASE,
                2.5,
                JobField.BACKOFF_MAX,
                Duration.ofMinutes(10)));
    var env = Map.of("A", "1", "LINES", "a\nb\\n=c\\", "EMPTY", "");
    var given =
        new NewJob(
            "a", "printf 'ä\n'", "mail", -7, 0, policy, "/tmp/a b", env, now.plusSeconds(5), true);

    assertThat(enqueue(given)).containsExactly("a");

    var job = find("a");
    assertThat(job.command()).isEqualTo(given.command());
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(job.queue()).isEqualTo("mail");
    assertThat(job.priority()).isEqualTo(-7);
    assertThat(job.maxRetries()).isZero();
    assertThat(job.policy()).isEqualTo(policy);
    assertThat(job.cwd()).isEqualTo("/tmp/a b");
    assertThat(job.env()).isEqualTo(env);
    assertThat(job.held()).isTrue();
    assertThat(job.createdAt()).isEqualTo(now);
    assertThat(job.updatedAt()).isEqualTo(now);
    assertThat(job.runAt()).isEqualTo(now.plusSeconds(5));
    assertThat(job.lease()).isNull();
    assertThat(job.finishedAt()).isNull();
    assertThat(store.jobs().attempts(job.seq())).isEmpty();
  }

  /// Whoever waits for it must not wait for another job that takes its id at once.
  @Test
  void one_that_is_added_is_known_though_another_takes_its_id() {
    var added = only(job("a"), false);
    assertThat(added).isEqualTo(find("a"));
    var other = only(job("a"), true);
    assertThat(other.seq()).isNotEqualTo(added.seq());
    assertThat(find("a")).isEqualTo(other);
    assertThat(store.jobs().find(new JobRef.Itself(added))).isEmpty();
    assertThatThrownBy(() -> only(job("a"), false)).isInstanceOf(QueueException.Duplicate.class);
    var unnamed = only(job(null), false);
    assertThat(find(unnamed.id())).isEqualTo(unnamed);
  }

  private Job only(NewJob job, boolean replace) {
    return store.jobs().enqueue(List.of(job).iterator(), replace, now).only().orElseThrow();
  }

  /// Whoever deletes their output must know their attempts, and no other job's.
  @Test
  void jobs_that_gave_way_are_named_as_they_were() {
    var tried = jobIn(JobState.DEAD, "tried");
    assertThat(tried.lastAttempt()).isEqualTo(1);
    enqueue(job("waiting"), job("kept"));
    var waiting = find("waiting");
    var jobs = List.of(job("waiting"), job("new"), job(null), job("tried"));
    var enqueued = store.jobs().enqueue(jobs.iterator(), true, now);
    assertThat(enqueued.replaced()).containsExactly(ChangedJob.of(waiting), ChangedJob.of(tried));
    assertThat(enqueued.ids()).hasSize(4).startsWith("waiting", "new").endsWith("tried");
    assertThat(enqueued.only()).isEmpty();
  }

  @Test
  void a_job_without_wishes_follows_the_configuration_and_runs_at_once() {
    enqueue(job("a"));
    assertThat(find("a").policy()).isEqualTo(JobPolicy.CONFIGURED);
    assertThat(find("a").env()).isEmpty();
    assertThat(find("a").runAt()).isEqualTo(now);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49, 50, 51, 137, 250})
  void any_number_of_jobs_keeps_its_order(int number) {
    var jobs = IntStream.range(0, number).mapToObj(_ -> job(null)).iterator();
    var ids = store.jobs().enqueue(jobs, false, now).ids();
    assertThat(ids).hasSize(number).isSorted().doesNotHaveDuplicates();
    assertThat(claimIds(Math.max(1, number))).isEqualTo(ids);
  }

  @Test
  void an_id_that_is_taken_changes_nothing() {
    enqueue(job("a"));
    var before = find("a");
    advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> enqueue(job("b"), job("a"), job("c")))
        .isInstanceOf(QueueException.Duplicate.class)
        .hasMessageContaining("\"a\"");
    assertThat(find("a")).isEqualTo(before);
    assertThat(store.jobs().find("b")).isEmpty();
    assertThat(store.jobs().counts()).containsEntry(JobState.PENDING, 1L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_id_given_twice_is_refused_however_far_apart(boolean replace) {
    for (var distance : List.of(1, 49, 50, 120)) {
      var between = IntStream.range(1, distance).mapToObj(i -> job("x" + i));
      var jobs = Stream.of(Stream.of(job("a")), between, Stream.of(job("a"))).flatMap(all -> all);
      assertThatThrownBy(() -> store.jobs().enqueue(jobs.iterator(), replace, now))
          .isInstanceOf(QueueException.Duplicate.class)
          .hasMessageContaining("\"a\"");
    }
    assertThat(store.jobs().counts()).containsEntry(JobState.PENDING, 0L);
  }

  @Test
  void what_the_iterator_throws_is_passed_on_and_nothing_is_enqueued() {
    var broken = new QueueException.Invalid("line 120 is broken");
    var jobs =
        new Iterator<NewJob>() {
          private int given;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public NewJob next() {
            if (++given == 120) {
              throw broken;
            }
            return job(null);
          }
        };
    assertThatThrownBy(() -> store.jobs().enqueue(jobs, false, now)).isSameAs(broken);
    assertThat(store.jobs().counts()).containsEntry(JobState.PENDING, 0L);
    assertThat(enqueue(job("a"))).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "COMPLETED", "FAILED", "DEAD", "CANCELLED"})
  void a_job_that_is_not_processing_gives_way_with_its_history(String state) {
    var old = jobIn(JobState.of(state), "a");
    replace(job("b"), job("a"));
    var job = find("a");
    assertThat(job.seq()).isGreaterThan(old.seq());
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(store.jobs().attempts(old.seq())).isEmpty();
    assertThat(store.jobs().attempts(job.seq())).isEmpty();
    assertThat(claimIds(3)).containsExactly("b", "a");
  }

  @Test
  void a_processing_job_does_not_give_way() {
    var running = jobIn(JobState.PROCESSING, "a");
    assertThatThrownBy(() -> replace(job("b"), job("a")))
        .isInstanceOf(QueueException.WrongState.class);
    assertThat(find("a")).isEqualTo(running);
    assertThat(store.jobs().find("b")).isEmpty();
  }

  @Test
  void ids_made_by_two_processes_at_the_same_time_do_not_collide() {
    try (var other = open(directory)) {
      var ids = new HashSet<String>();
      for (var round = 0; round < 4; round++) {
        for (var each : Arrays.asList(store, other)) {
          var jobs = IntStream.range(0, 2_500).mapToObj(_ -> job(null)).iterator();
          ids.addAll(each.jobs().enqueue(jobs, false, now).ids());
        }
      }
      assertThat(ids).hasSize(20_000);
    }
  }

  @Test
  void a_sequence_number_is_never_used_twice() {
    enqueue(job("a"));
    var seq = find("a").seq();
    ByHand.remove(store.jobs(), "a");
    enqueue(job("a"));
    assertThat(find("a").seq()).isGreaterThan(seq);
  }
}
