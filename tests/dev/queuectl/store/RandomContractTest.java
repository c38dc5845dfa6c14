package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobFilter;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.Wait;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.WorkerStore.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds after any operations whatever.
class RandomContractTest extends StoreContract {
  private static final JobQuery ALL = JobQuery.newest(100_000);

  private final List<Job> running = new ArrayList<>();
  private Random random = new Random();

  /// The clock is set back now and then: before that, a time since when a job is ready lay ahead.
  private Instant latest = Instant.MIN;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_store_stays_sound(long seed) {
    random = new Random(seed);
    latest = now;
    join("w1");
    join("w2");
    for (var step = 0; step < 400; step++) {
      try {
        act();
      } catch (QueueException.WrongState | QueueException.NotFound | QueueException.Duplicate e) {
        // refused: nothing may have changed, which the checks below would show
      }
      if (step % 40 == 0) {
        check();
      }
    }
    check();
  }

  private void act() {
    var id = "j" + random.nextInt(40);
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> enqueueSome();
      case 3, 4, 5 -> exchangeSome();
      case 6 -> ByHand.cancel(store.jobs(), id, now);
      case 7 -> ByHand.retry(store.jobs(), id, now);
      case 8 -> ByHand.hold(store.jobs(), id, now);
      case 9 -> ByHand.release(store.jobs(), id, now);
      case 10 -> ByHand.remove(store.jobs(), id);
      case 11 -> ByHand.edit(store.jobs(), id, anyEdit(), now);
      case 12 -> changeSome();
      default -> {
        advance(Duration.ofMillis(random.nextInt(5000) - 500));
        latest = now.isAfter(latest) ? now : latest;
      }
    }
  }

  private void enqueueSome() {
    var jobs = IntStream.range(0, 1 + random.nextInt(4)).mapToObj(_ -> anyJob()).iterator();
    store.jobs().enqueue(jobs, random.nextBoolean(), now);
  }

  private NewJob anyJob() {
    return new NewJob(
        "j" + random.nextInt(40),
        "true",
        "q" + random.nextInt(3),
        random.nextInt(5) - 2,
        3,
        JobPolicy.CONFIGURED,
        "/",
        Map.of(),
        random.nextBoolean() ? null : now.plusMillis(random.nextInt(4000)),
        random.nextInt(6) == 0);
  }

  private JobEdit anyEdit() {
    var queue = random.nextBoolean() ? null : "q" + random.nextInt(3);
    var runAt = random.nextBoolean() ? null : now.plusMillis(random.nextInt(3000));
    return new JobEdit(
        null,
        queue,
        random.nextInt(3),
        null,
        JobPolicy.CONFIGURED,
        runAt,
        null,
        Map.of(),
        Set.of());
  }

  private void changeSome() {
    var state = JobState.values()[random.nextInt(6)];
    var before = random.nextBoolean() ? null : now.minusMillis(random.nextInt(3000));
    var queue = random.nextBoolean() ? null : "q" + random.nextInt(3);
    var only = JobFilter.of(Set.of(state), queue).updatedBefore(before);
    var verb = JobVerb.values()[random.nextInt(JobVerb.values().length)];
    var meant =
        store.jobs().list(ALL).stream()
            .filter(job -> only.matches(job) && verb.suits(job.state()))
            .map(Job::seq)
            .toList();
    assertThat(ByHand.changeAll(store.jobs(), new JobAction.Verb(verb, only), now))
        .containsExactlyInAnyOrderElementsOf(meant);
  }

  private void exchangeSome() {
    var ended = running.stream().filter(_ -> random.nextBoolean()).toList();
    running.removeAll(ended);
    var worker = random.nextBoolean() ? "w1" : "w2";
    var endings = ended.stream().map(this::anyEnding).toList();
    running.addAll(exchange(worker, random.nextInt(3), endings).claimed());
  }

  private Ending anyEnding(Job job) {
    var failed = new Outcome.Failed(1);
    return switch (random.nextInt(6)) {
      case 0 -> ending(job, failed, new Transition.Retry(now.plusMillis(random.nextInt(3000))));
      case 1 -> ending(job, failed, new Transition.Bury("exit code 1", true));
      case 2 -> ending(job, new Outcome.Cancelled(), new Transition.Cancel());
      case 3 -> ending(job, new Outcome.Interrupted("x"), new Transition.Release(true));
      default -> completed(job);
    };
  }

  private void check() {
    var jobs = store.jobs().list(ALL);
    var real = jobs.stream().collect(Collectors.groupingBy(Job::state, Collectors.counting()));
    for (var state : JobState.values()) {
      assertThat(store.jobs().counts().get(state)).isEqualTo(real.getOrDefault(state, 0L));
      assertThat(store.jobs().list(JobQuery.newest(100_000, state)))
          .isEqualTo(jobs.stream().filter(job -> job.state() == state).toList());
    }
    for (var wait : Wait.values()) {
      checkWaiting(wait, jobs, latest);
      checkWaiting(wait, jobs, latest.plusSeconds(10));
    }
    jobs.forEach(this::check);
    IntStream.range(0, 20).forEach(_ -> checkAnyList(jobs));
    assertThat(jobs.stream().filter(job -> job.lease() != null).map(Job::id))
        .containsExactlyInAnyOrderElementsOf(running.stream().map(Job::id).toList());
  }

  private void checkWaiting(Wait wait, List<Job> jobs, Instant at) {
    var waiting = jobs.stream().filter(job -> Wait.of(job, at).orElse(null) == wait).toList();
    assertThat(store.jobs().waiting(at)).containsEntry(wait, (long) waiting.size());
    for (var sort : Sort.values()) {
      var query = new JobQuery(JobFilter.ALL.waitingFor(Set.of(wait), at), sort, 100_000);
      assertThat(store.jobs().list(query)).isEqualTo(waiting.stream().sorted(order(sort)).toList());
    }
  }

  /// A list is all jobs narrowed, in order, from a place on, as many as asked for.
  private void checkAnyList(List<Job> jobs) {
    var sort = Sort.values()[random.nextInt(Sort.values().length)];
    var states = EnumSet.allOf(JobState.class);
    states.removeIf(_ -> random.nextInt(3) == 0);
    var queue = random.nextInt(3) == 0 ? "q" + random.nextInt(3) : null;
    var before = random.nextInt(3) == 0 ? now.minusMillis(random.nextInt(5000)) : null;
    var query = new JobQuery(states, queue, before, sort, 1 + random.nextInt(12));
    var all = jobs.stream().filter(query::matches).sorted(order(sort)).toList();
    var skipped = random.nextInt(all.size() + 1);
    var page = skipped == 0 ? query : query.after(all.get(skipped - 1));
    assertThat(store.jobs().list(page))
        .as("%s", page)
        .isEqualTo(all.stream().skip(skipped).limit(page.limit()).toList());
  }

  private static Comparator<Job> order(Sort sort) {
    var bySeq = Comparator.comparingLong(Job::seq);
    return switch (sort) {
      case NEWEST -> bySeq.reversed();
      case OLDEST -> bySeq;
      case PRIORITY -> Comparator.comparingInt(Job::priority).reversed().thenComparing(bySeq);
    };
  }

  private void check(Job job) {
    assertThat(job.finishedAt() != null).as("%s", job).isEqualTo(job.state().isFinal());
    assertThat(job.lease() != null).isEqualTo(job.state() == JobState.PROCESSING);
    assertThat(job.nextRetryAt() != null).isEqualTo(job.state() == JobState.FAILED);
    assertThat(store.jobs().attempts(job.seq())).hasSize(job.lastAttempt());
  }
}
