package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Exchanged;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What tests of the store share: one store, a clock moved by hand, and short words for what the
/// tests do all the time.
public abstract class StoreSteps {
  @TempDir public Path directory;
  public Store store;
  public Instant now = Instant.parse("2026-11-22T10:00:00Z");

  /// The store at this place; the second call opens it a second time.
  public abstract Store open(Path directory);

  @BeforeEach
  public void open() {
    store = open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }

  public static NewJob job(@Nullable String id) {
    return job(id, "default", 0);
  }

  public static NewJob job(@Nullable String id, String queue, int priority) {
    return new NewJob(
        id, "true", queue, priority, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
  }

  public static NewJob job(String id, @Nullable Instant runAt, boolean held) {
    return new NewJob(
        id, "true", "default", 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), runAt, held);
  }

  public List<String> enqueue(NewJob... jobs) {
    return store.jobs().enqueue(Arrays.asList(jobs).iterator(), false, now).ids();
  }

  List<String> replace(NewJob... jobs) {
    return store.jobs().enqueue(Arrays.asList(jobs).iterator(), true, now).ids();
  }

  Job find(String id) {
    return store.jobs().find(id).orElseThrow();
  }

  void join(String worker) {
    store.workers().join(worker(worker));
  }

  Worker worker(String id) {
    return new Worker(
        id,
        "host",
        new ProcessIdentity("boot", 7, 42),
        4,
        Set.of(),
        now,
        now,
        now.plusSeconds(30),
        null,
        0,
        0);
  }

  /// Joins, if the worker has not yet: others get no jobs.
  void known(String worker) {
    if (store.workers().workers().stream().map(Worker::id).noneMatch(worker::equals)) {
      join(worker);
    }
  }

  Exchanged exchange(String worker, int slots, List<Ending> endings, String... queues) {
    known(worker);
    var free = IntStream.range(0, slots).boxed().toList();
    return store
        .workers()
        .exchange(
            new Exchange(worker, endings, free, Set.of(queues), null, now, now.plusSeconds(30)));
  }

  List<Job> claim(int slots, String... queues) {
    return exchange("w1", slots, List.of(), queues).claimed();
  }

  List<String> claimIds(int slots, String... queues) {
    return claim(slots, queues).stream().map(Job::id).toList();
  }

  List<Ending> end(Job job, Outcome outcome, Transition transition) {
    return exchange("w1", 0, List.of(ending(job, outcome, transition))).lost();
  }

  Ending ending(Job job, Outcome outcome, Transition transition) {
    return new Ending(job, outcome, transition, now, 3, 4);
  }

  Ending completed(Job job) {
    return ending(job, new Outcome.Succeeded(), new Transition.Complete());
  }

  /// A job that has come into the state by the verbs alone.
  public Job jobIn(JobState state, String id) {
    enqueue(job(id, "of-" + id, 0));
    if (state == JobState.PENDING) {
      return find(id);
    }
    if (state == JobState.CANCELLED) {
      return ByHand.cancel(store.jobs(), id, now);
    }
    var claimed = claim(1, "of-" + id).getFirst();
    assertThat(claimed.id()).isEqualTo(id);
    var failed = new Outcome.Failed(2);
    switch (state) {
      case COMPLETED -> end(claimed, new Outcome.Succeeded(), new Transition.Complete());
      case FAILED -> end(claimed, failed, new Transition.Retry(now.plusSeconds(3600)));
      case DEAD -> end(claimed, failed, new Transition.Bury("exit code 2", true));
      case PROCESSING, PENDING, CANCELLED -> {}
    }
    return find(id);
  }
}
