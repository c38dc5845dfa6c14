package dev.queuectl.bench;

import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The statements that a busy store runs again and again, durable as ever. See `bench/store`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xmx1g",
      "--enable-native-access=ALL-UNNAMED",
      "-Dorg.jooq.no-logo=true",
      "-Dorg.jooq.no-tips=true"
    })
public class StoreBenchmark {
  private static final int BULK = 1000;

  /// A store with jobs that wait, and one worker.
  @State(Scope.Benchmark)
  public static class Queue {
    private static final int WAITING = 100_000;

    Path home;
    SqliteStore store;
    String known;

    @Setup(Level.Trial)
    public void open() throws IOException {
      home = Files.createTempDirectory("queuectl-bench");
      store = SqliteStore.open(home.resolve("queue.db"));
      var now = Instant.now();
      store
          .workers()
          .join(
              new Worker(
                  "w",
                  "host",
                  new ProcessIdentity("boot", 1, 1),
                  16,
                  Set.of(),
                  now,
                  now,
                  now.plusSeconds(3600),
                  null,
                  0,
                  0));
    }

    /// Also between iterations, so that there are always some to claim.
    @Setup(Level.Iteration)
    public void fill() {
      var missing = WAITING - store.jobs().counts().get(JobState.PENDING).intValue();
      if (missing > 0) {
        known = enqueue(store.jobs(), missing).getFirst();
      }
    }

    List<Job> exchange(List<Job> ended, int slots) {
      var now = Instant.now();
      var endings =
          ended.stream()
              .map(
                  job ->
                      new Ending(
                          job, new Outcome.Succeeded(), new Transition.Complete(), now, 0, 0))
              .toList();
      var free = IntStream.range(0, slots).boxed().toList();
      return store
          .workers()
          .exchange(new Exchange("w", endings, free, Set.of(), null, now, now.plusSeconds(3600)))
          .claimed();
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
      store.close();
      try (var files = Files.walk(home)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// The jobs that one worker runs at a time.
  @State(Scope.Thread)
  public static class Slots {
    @Param({"1", "2", "16"})
    int slots;

    List<Job> running = List.of();
  }

  /// Jobs claimed before each call, to be ended by it.
  @State(Scope.Thread)
  public static class Running {
    List<Job> jobs;

    @Setup(Level.Invocation)
    public void claim(Queue queue) {
      jobs = queue.exchange(List.of(), 1);
    }
  }

  private static List<String> enqueue(JobStore jobs, int number) {
    var job =
        new NewJob(null, "true", "default", 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
    var all = IntStream.range(0, number).mapToObj(_ -> job).iterator();
    return jobs.enqueue(all, false, Instant.now()).ids();
  }

  /// What a busy worker does: it ends what has ended and claims as many, in one transaction.
  @Benchmark
  public List<Job> exchange(Queue queue, Slots slots) {
    slots.running = queue.exchange(slots.running, slots.slots);
    return slots.running;
  }

  @Benchmark
  public List<Job> claim(Queue queue) {
    return queue.exchange(List.of(), 1);
  }

  @Benchmark
  public List<Job> complete(Queue queue, Running running) {
    return queue.exchange(running.jobs, 0);
  }

  @Benchmark
  public List<String> insertOne(Queue queue) {
    return enqueue(queue.store.jobs(), 1);
  }

  /// A job of a thousand.
  @Benchmark
  @OperationsPerInvocation(BULK)
  public List<String> insertMany(Queue queue) {
    return enqueue(queue.store.jobs(), BULK);
  }

  @Benchmark
  public Optional<Job> find(Queue queue) {
    return queue.store.jobs().find(queue.known);
  }

  @Benchmark
  public Map<JobState, Long> counts(Queue queue) {
    return queue.store.jobs().counts();
  }

  @Benchmark
  public List<Job> list(Queue queue) {
    return queue.store.jobs().list(JobQuery.newest(50, JobState.PENDING));
  }
}
