package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker whose real store is locked or damaged while it runs: it waits, tries about once a
/// second, and goes on by itself.
class StoreTroubleTest {
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path home;
  private final ManualTime time = new ManualTime();
  private Path file;
  private Store store;
  private TestWorker worker;

  @BeforeEach
  void open() {
    TestWorker.DEAD.clear();
    file = home.resolve("queue.db");
    store = SqliteStore.open(file, PATIENCE);
    store.config().set(Map.of(Setting.DISK_RESERVE, "0"));
    worker = new TestWorker("w1", 1, store, time, home, TestWorker.slots(1));
    enqueue(1);
    step();
    assertThat(worker.launcher.running()).containsExactly("j0");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void enqueue(int count) {
    var jobs =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    new NewJob(
                        "j" + number,
                        "j" + number,
                        "default",
                        0,
                        3,
                        JobPolicy.CONFIGURED,
                        "/",
                        Map.of(),
                        null,
                        false));
    store.jobs().enqueue(jobs.iterator(), count > 1, time.now());
  }

  private Duration step() {
    time.advance(SECOND);
    return worker.engine.runOnce();
  }

  private Connection other() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private String trouble() {
    return worker.events.stream()
        .filter(WorkerEvent.Troubled.class::isInstance)
        .map(event -> ((WorkerEvent.Troubled) event).what())
        .reduce("", String::concat);
  }

  @Test
  void a_lock_of_a_minute_is_waited_for() throws Exception {
    try (var other = other();
        var lock = other.createStatement()) {
      lock.execute("BEGIN IMMEDIATE");
      worker.launcher.exit("j0", 0);
      for (var second = 0; second < 60; second++) {
        assertThat(step()).isEqualTo(SECOND);
      }
      assertThat(trouble()).containsOnlyOnce("has been locked by another process");
      lock.execute("ROLLBACK");
    }
    step();
    assertThat(store.jobs().counts()).containsEntry(JobState.COMPLETED, 1L);
    assertThat(worker.events).last().isInstanceOf(WorkerEvent.Recovered.class);
  }

  @Test
  void no_worker_starts_on_a_damaged_database_and_it_is_left_as_it_is() throws Exception {
    try (var other = other();
        var checkpoint = other.createStatement()) {
      checkpoint.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (var page = 2; page < bytes.length() / 4096; page++) {
        bytes.seek(page * 4096L);
        bytes.write(new byte[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7});
      }
    }
    store.close();
    store = SqliteStore.open(file, PATIENCE);
    var before = Files.readAllBytes(file);
    assertThatThrownBy(() -> new TestWorker("w2", 2, store, time, home, TestWorker.slots(1)))
        .isInstanceOf(QueueException.Unavailable.class)
        .hasMessageContaining("is damaged");
    assertThat(file).hasBinaryContent(before);
  }
}
