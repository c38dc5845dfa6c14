package dev.queuectl.worker;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.Doorbell;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// An engine stepped by hand over a real store.
abstract class EngineSteps {
  @TempDir Path home;
  final ManualTime time = new ManualTime();
  Store store;
  TestWorker worker;
  private int changes;

  @BeforeEach
  void open() {
    TestWorker.DEAD.clear();
    store = SqliteStore.open(home.resolve("queue.db"), time::now, Doorbell.NONE);
    worker = worker("w1", 1, 2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  TestWorker worker(String id, long pid, int slots) {
    return new TestWorker(id, pid, store, time, home, TestWorker.slots(slots));
  }

  void enqueue(String... commands) {
    enqueue(Stream.of(commands).map(it -> newJob(it, 0, null, JobPolicy.CONFIGURED)));
  }

  void enqueue(String command, int priority, @Nullable Instant runAt, JobPolicy policy) {
    enqueue(Stream.of(newJob(command, priority, runAt, policy)));
  }

  private void enqueue(Stream<NewJob> jobs) {
    store.jobs().enqueue(jobs.iterator(), false, time.now());
    elsewhere();
  }

  private static NewJob newJob(
      String command, int priority, @Nullable Instant runAt, JobPolicy policy) {
    return new NewJob(
        command, command, "default", priority, 3, policy, "/", Map.of("A", "b"), runAt, false);
  }

  /// What is written through the worker's own connection does not look like another's change, as it
  /// would in life. SQLite does not write a value that is there already.
  void elsewhere() {
    try (var other = SqliteStore.open(home.resolve("queue.db"))) {
      other.config().set(Map.of(Setting.PRIORITY, Integer.toString(++changes)));
    }
  }

  Job job(String id) {
    return store.jobs().find(id).orElseThrow();
  }

  List<String> outcomes(String id) {
    return store.jobs().attempts(job(id).seq()).stream().map(Attempt::outcome).toList();
  }

  void pass(Duration duration) {
    time.advance(duration);
    worker.engine.runOnce();
  }
}
