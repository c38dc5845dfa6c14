package dev.queuectl.worker;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// An engine over a store that fails when it is told to.
abstract class TroubleSteps {
  @TempDir Path home;
  final ManualTime time = new ManualTime();
  Store store;
  FlakyStore flaky;
  TestWorker worker;

  @BeforeEach
  void open() {
    TestWorker.DEAD.clear();
    store = SqliteStore.open(home.resolve("queue.db"));
    flaky = new FlakyStore(SqliteStore.open(home.resolve("queue.db")));
    worker = worker("w1", 1, TestWorker.slots(2));
  }

  @AfterEach
  void close() {
    store.close();
    flaky.close();
  }

  TestWorker worker(String id, long pid, WorkerOptions options) {
    return new TestWorker(id, pid, flaky, time, home, options);
  }

  void enqueue(String command) {
    enqueue(command, JobPolicy.CONFIGURED);
  }

  void enqueue(String command, JobPolicy policy) {
    var job = new NewJob(command, command, "default", 0, 3, policy, "/", Map.of(), null, false);
    store.jobs().enqueue(List.of(job).iterator(), false, time.now());
  }

  Job job(String id) {
    return store.jobs().find(id).orElseThrow();
  }

  JobState state(String id) {
    return job(id).state();
  }

  List<String> outcomes(String id) {
    return store.jobs().attempts(job(id).seq()).stream().map(Attempt::outcome).toList();
  }

  /// The name under which an attempt was adopted.
  String key(String id) {
    return Launch.key(store.storeId(), job(id));
  }

  Duration step() {
    return worker.engine.runOnce();
  }

  Duration pass(Duration duration) {
    time.advance(duration);
    return step();
  }

  <E extends WorkerEvent> List<E> events(Class<E> type) {
    return worker.events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
