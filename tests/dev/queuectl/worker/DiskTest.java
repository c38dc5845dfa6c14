package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.posix.ReserveFile;
import dev.queuectl.store.Store;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A worker and the room on its disk. No disk is full enough for these tests, so they ask for a
/// reserve that none has.
class DiskTest {
  private static final String MORE_THAN_THERE_IS = "1024TiB";

  @TempDir Path home;
  private final ManualTime time = new ManualTime();
  private Store store;
  private FlakyStore flaky;
  private TestWorker worker;

  @BeforeEach
  void open() {
    TestWorker.DEAD.clear();
    store = SqliteStore.open(home.resolve("queue.db"));
    store.config().set(Map.of(Setting.DISK_RESERVE, "1MiB"));
    flaky = new FlakyStore(SqliteStore.open(home.resolve("queue.db")));
    worker = new TestWorker("w1", 1, flaky, time, home, TestWorker.slots(2));
  }

  @AfterEach
  void close() {
    store.close();
    flaky.close();
  }

  private void enqueue(String command) {
    var job =
        new NewJob(
            command, command, "default", 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
    store.jobs().enqueue(List.of(job).iterator(), false, time.now());
  }

  private JobState state(String id) {
    return store.jobs().find(id).orElseThrow().state();
  }

  private Duration pass(Duration duration) {
    time.advance(duration);
    return worker.engine.runOnce();
  }

  private void reserve(String size) {
    store.config().set(Map.of(Setting.DISK_RESERVE, size));
    pass(Duration.ofSeconds(1)); // notices
    pass(Duration.ofSeconds(1)); // looks
  }

  private List<WorkerEvent> pauses() {
    return worker.events.stream()
        .filter(e -> e instanceof WorkerEvent.Paused || e instanceof WorkerEvent.Resumed)
        .toList();
  }

  @Test
  void nothing_is_claimed_below_the_reserve_and_all_goes_on_by_itself() {
    reserve(MORE_THAN_THERE_IS);
    enqueue("a");
    assertThat(pass(Duration.ofSeconds(1))).isPositive();
    assertThat(state("a")).isEqualTo(JobState.PENDING);
    assertThat(pauses()).singleElement().isInstanceOf(WorkerEvent.Paused.class);
    assertThat(pauses().getFirst().toString()).contains("disk_reserve is 1024 TiB");

    reserve("1MiB");
    assertThat(worker.launcher.running()).containsExactly("a");
    assertThat(pauses()).hasSize(2).last().isInstanceOf(WorkerEvent.Resumed.class);
  }

  @Test
  void what_runs_is_stored_below_the_reserve() {
    enqueue("a");
    pass(Duration.ofSeconds(1));
    reserve(MORE_THAN_THERE_IS);
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(state("a")).isEqualTo(JobState.COMPLETED);
  }

  @Test
  void a_paused_worker_does_not_spin_for_a_job_that_is_due() {
    enqueue("a");
    pass(Duration.ofSeconds(1));
    worker.launcher.exit("a", 1);
    worker.engine.runOnce();
    reserve(MORE_THAN_THERE_IS);
    assertThat(pass(Duration.ofSeconds(10))).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
  }

  @Test
  void a_reserve_file_is_kept_and_written_for_real() throws Exception {
    pass(Duration.ofSeconds(1));
    assertThat(home.resolve("run/reserve")).hasSize(ReserveFile.SIZE_BYTES);
    assertThat(Files.readAllBytes(home.resolve("run/reserve"))).contains(1, 2, 3);
  }

  @Test
  void none_is_kept_where_no_reserve_is_wanted() {
    worker = new TestWorker("w2", 2, flaky, time, home, TestWorker.slots(1));
    store.config().set(Map.of(Setting.DISK_RESERVE, "0"));
    var other = new TestWorker("w3", 3, flaky, time, home.resolve("other"), TestWorker.slots(1));
    other.engine.runOnce();
    assertThat(home.resolve("other/run/reserve")).doesNotExist();
  }

  @Test
  void the_reserve_is_given_up_for_the_ends_of_running_jobs_and_made_again() {
    enqueue("a");
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    worker.launcher.exit("a", 0);
    flaky.failure = new QueueException.Full("the disk is full", "Make room.", new Exception());
    worker.engine.runOnce();
    assertThat(home.resolve("run/reserve")).doesNotExist();
    flaky.failure = null;
    pass(Duration.ofSeconds(1));
    assertThat(state("a")).isEqualTo(JobState.COMPLETED);
    assertThat(home.resolve("run/reserve")).hasSize(ReserveFile.SIZE_BYTES);
  }

  @Test
  void it_is_not_given_up_where_nothing_is_to_be_stored() {
    pass(Duration.ofSeconds(1));
    flaky.failure = new QueueException.Full("the disk is full", "Make room.", new Exception());
    pass(Duration.ofSeconds(11));
    assertThat(home.resolve("run/reserve")).exists();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void the_output_of_running_jobs_is_bounded_every_second() throws Exception {
    store.config().set(Map.of(Setting.OUTPUT_MAX, "64KiB"));
    worker = new TestWorker("w2", 2, flaky, time, home, TestWorker.slots(1));
    enqueue("a");
    worker.engine.runOnce();
    var job = store.jobs().find("a").orElseThrow();
    var output = new LogStore(home.resolve("logs")).output(job.seq(), 1).stdout();
    Files.createDirectories(output.getParent());
    Files.write(output, "x".repeat(8 << 20).getBytes());
    pass(Duration.ofSeconds(1));
    assertThat(Files.size(output)).isEqualTo(8 << 20);
    assertThat(Files.readString(output)).contains("\0".repeat(6 << 20)).endsWith("x");
  }

  @Test
  void a_full_store_is_tried_again_every_second_only() {
    flaky.failure = new QueueException.Full("the disk is full", "Make room.", new Exception());
    assertThat(pass(Duration.ofSeconds(11))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void output_is_linked_by_id_while_it_is_written_if_that_is_wanted() throws Exception {
    worker = new TestWorker("w2", 2, flaky, time, home, TestWorker.slots(1));
    enqueue("a");
    worker.engine.runOnce();
    var job = store.jobs().find("a").orElseThrow();
    var file = new LogStore(home.resolve("logs")).output(job.seq(), 1).stdout();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "so far");
    pass(Duration.ofSeconds(1));
    var link = home.resolve("logs/by-id/a.1.out");
    assertThat(link).doesNotExist();
    store.config().set(Map.of(Setting.OUTPUT_LINKS, "on"));
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(link).hasContent("so far");
    worker.launcher.exit("a", 0);
    worker.engine.runOnce();
    assertThat(link).hasContent("so far");
  }

  @Test
  void a_drain_that_has_lasted_too_long_does_not_make_it_spin() {
    store.config().set(Map.of(Setting.DRAIN_TIMEOUT, "5s"));
    enqueue("a");
    pass(Duration.ofSeconds(1));
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(Duration.ofSeconds(6));
    assertThat(worker.engine.runOnce()).isPositive();
  }
}
