package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.ProcessEnd;
import dev.queuectl.process.launch.Launch;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerChange.Leave;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine when its surroundings fail: the store, the disk, its own kin, itself.
class TroubleTest {
  @TempDir Path home;
  private final ManualTime time = new ManualTime();
  private Store store;
  private FlakyStore flaky;
  private TestWorker worker;

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

  private TestWorker worker(String id, long pid, WorkerOptions options) {
    return new TestWorker(id, pid, flaky, time, home, options);
  }

  private void enqueue(String command) {
    enqueue(command, JobPolicy.CONFIGURED);
  }

  private void enqueue(String command, JobPolicy policy) {
    var job = new NewJob(command, command, "default", 0, 3, policy, "/", Map.of(), null, false);
    store.jobs().enqueue(List.of(job).iterator(), false, time.now());
  }

  private Job job(String id) {
    return store.jobs().find(id).orElseThrow();
  }

  private JobState state(String id) {
    return job(id).state();
  }

  private List<String> outcomes(String id) {
    return store.jobs().attempts(job(id).seq()).stream().map(Attempt::outcome).toList();
  }

  /// The name under which an attempt was adopted.
  private String key(String id) {
    return Launch.key(store.storeId(), job(id));
  }

  private Duration step() {
    return worker.engine.runOnce();
  }

  private Duration pass(Duration duration) {
    time.advance(duration);
    return step();
  }

  private <E extends WorkerEvent> List<E> events(Class<E> type) {
    return worker.events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void ends_are_kept_while_the_store_is_away_and_stored_when_it_is_back() {
    enqueue("a");
    step();
    flaky.failure = FlakyStore.unavailable();
    worker.launcher.exit("a", 7);
    assertThat(step()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(state("a")).isEqualTo(JobState.PROCESSING);
    flaky.failure = null;
    pass(Duration.ofSeconds(1));
    assertThat(outcomes("a")).containsExactly("failed");
    assertThat(events(WorkerEvent.Troubled.class)).hasSize(1);
    assertThat(events(WorkerEvent.Recovered.class)).hasSize(1);
  }

  @Test
  void timeouts_are_enforced_while_the_store_is_away() {
    enqueue("a", new JobPolicy(Map.of(JobField.TIMEOUT, Duration.ofMillis(200))));
    step();
    flaky.failure = FlakyStore.unavailable();
    assertThat(pass(Duration.ofMillis(100))).isLessThanOrEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(100));
    assertThat(worker.launcher.signals).containsExactly("TERM a");
  }

  @Test
  void an_idle_worker_may_leave_while_the_store_is_away() {
    flaky.failure = FlakyStore.unavailable();
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(Duration.ofSeconds(20));
    assertThat(worker.engine.isDone()).isTrue();
    worker.engine.leave();
    assertThat(store.workers().workers()).hasSize(1);
  }

  @Test
  void a_job_claimed_in_a_step_that_failed_half_way_is_not_forgotten() {
    enqueue("a");
    flaky.failsAfter = "exchange";
    step();
    assertThat(state("a")).isEqualTo(JobState.PROCESSING);
    assertThat(worker.launcher.launched).isEmpty();
    pass(Duration.ofSeconds(1));
    worker.launcher.end(key("a"), new ProcessEnd.NeverStarted());
    step();
    step();
    assertThat(worker.launcher.running()).containsExactly("a");
  }

  @Test
  void what_keeps_a_stopped_worker_from_starting_its_job_after_all_stays() throws Exception {
    enqueue("a");
    step();
    var heir = worker("w2", 2, TestWorker.slots(2));
    TestWorker.DEAD.add(1L);
    heir.engine.runOnce();
    var stdout = heir.launcher.adopted.getFirst().stdout();
    Files.createDirectories(stdout.getParent());
    Files.createFile(stdout); // as the launcher does
    heir.launcher.end(key("a"), new ProcessEnd.NeverStarted());
    heir.engine.runOnce();
    assertThat(outcomes("a").getFirst()).isEqualTo("interrupted");
    assertThat(stdout).isEmptyFile();
  }

  @Test
  void an_end_stored_in_a_step_that_failed_half_way_is_stored_once() {
    enqueue("a");
    step();
    worker.launcher.exit("a", 0);
    flaky.failsAfter = "exchange";
    step();
    pass(Duration.ofSeconds(1));
    assertThat(outcomes("a")).containsExactly("succeeded");
    assertThat(worker.launcher.adopted).isEmpty();
  }

  @Test
  void jobs_inherited_in_a_step_that_failed_half_way_are_adopted_all_the_same() {
    enqueue("a");
    step();
    TestWorker.DEAD.add(1L);
    var dead = worker;
    worker = worker("w2", 2, TestWorker.slots(1));
    flaky.failsAfter = "inherit";
    step();
    assertThat(worker.launcher.adopted).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(worker.launcher.running()).containsExactly(key("a"));
    assertThat(dead.launcher.signals).isEmpty();
  }

  @Test
  void a_heir_of_an_heir_adopts_under_the_same_name() {
    enqueue("a");
    step();
    TestWorker.DEAD.add(1L);
    var second = worker("w2", 2, TestWorker.slots(1));
    second.engine.runOnce();
    TestWorker.DEAD.add(2L);
    var third = worker("w3", 3, TestWorker.slots(1));
    third.engine.runOnce();
    assertThat(third.launcher.adopted).isEqualTo(second.launcher.adopted);
    third.launcher.exit(key("a"), 0);
    third.engine.runOnce();
    assertThat(outcomes("a")).containsExactly("succeeded");
  }

  @Test
  void an_order_that_could_not_be_read_is_obeyed_later() {
    step();
    store.workers().change("w1", new Leave(Worker.Stop.DRAIN));
    flaky.failsAfter = "orders";
    step();
    assertThat(worker.engine.isDone()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(worker.engine.isDone()).isTrue();
  }

  @Test
  void a_bug_is_told_and_does_not_end_the_worker() {
    flaky.failure = new IllegalStateException("a bug");
    pass(Duration.ofSeconds(1));
    assertThat(events(WorkerEvent.Troubled.class).getFirst().what()).contains("bug in QueueCTL");
    flaky.failure = null;
    enqueue("a");
    pass(Duration.ofSeconds(1));
    assertThat(worker.launcher.running()).containsExactly("a");
  }

  @Test
  void no_job_is_claimed_while_no_output_could_be_kept() throws Exception {
    var logs = Files.createFile(home.resolve("logs"));
    enqueue("a");
    step();
    assertThat(state("a")).isEqualTo(JobState.PENDING);
    assertThat(events(WorkerEvent.Paused.class))
        .containsExactly(new WorkerEvent.Paused(logs + " is not a directory"));
    Files.delete(logs);
    pass(Duration.ofSeconds(1));
    assertThat(worker.launcher.running()).containsExactly("a");
    assertThat(events(WorkerEvent.Resumed.class)).hasSize(1);
  }

  @Test
  void ends_are_stored_although_nothing_new_can_be_launched() throws Exception {
    enqueue("a");
    step();
    Files.createFile(home.resolve("logs"));
    enqueue("b");
    worker.launcher.exit("a", 0);
    pass(Duration.ofSeconds(1));
    assertThat(state("a")).isEqualTo(JobState.COMPLETED);
    assertThat(state("b")).isEqualTo(JobState.PENDING);
  }

  @Test
  void a_configuration_that_makes_no_sense_is_not_followed() {
    store.config().set(Setting.KILL_GRACE, "soon");
    enqueue("a");
    step();
    step();
    assertThat(worker.launcher.running()).containsExactly("a");
    assertThat(events(WorkerEvent.Troubled.class)).isEmpty();
  }

  @Test
  void a_draining_worker_takes_nothing_over() {
    enqueue("a");
    step();
    var other = worker("w2", 2, TestWorker.slots(1));
    other.engine.stop(Worker.Stop.DRAIN);
    TestWorker.DEAD.add(1L);
    other.engine.runOnce();
    assertThat(other.launcher.adopted).isEmpty();
    assertThat(other.engine.isDone()).isTrue();
  }

  @Test
  void an_adopted_job_is_interrupted_like_any_other() {
    enqueue("a");
    step();
    TestWorker.DEAD.add(1L);
    var heir = worker("w2", 2, TestWorker.slots(1));
    heir.engine.runOnce();
    heir.engine.stop(Worker.Stop.NOW);
    assertThat(heir.launcher.signals).containsExactly("TERM " + key("a"));
    time.advance(Duration.ofSeconds(5));
    heir.engine.runOnce();
    assertThat(heir.launcher.signals).endsWith("KILL " + key("a"));
    heir.launcher.end(key("a"), new ProcessEnd.Lost("killed"));
    heir.engine.runOnce();
    assertThat(heir.engine.isDone()).isTrue();
    assertThat(job("a").interruptions()).isEqualTo(1);
    assertThat(job("a").attempts()).isZero();
  }

  @Test
  void an_adopted_job_has_what_is_left_of_its_time() {
    enqueue("a", new JobPolicy(Map.of(JobField.TIMEOUT, Duration.ofMinutes(1))));
    step();
    time.advance(Duration.ofSeconds(50));
    TestWorker.DEAD.add(1L);
    var heir = worker("w2", 2, TestWorker.slots(1));
    heir.engine.runOnce();
    heir.launcher.found(key("a"), Duration.ofSeconds(50));
    time.advance(Duration.ofMillis(9999));
    heir.engine.runOnce();
    assertThat(heir.launcher.signals).isEmpty();
    time.advance(Duration.ofMillis(1));
    heir.engine.runOnce();
    assertThat(heir.launcher.signals).containsExactly("TERM " + key("a"));
  }

  @Test
  void a_job_cancelled_while_nobody_watched_is_ended_by_the_heir() {
    enqueue("a");
    step();
    TestWorker.DEAD.add(1L);
    ByHand.cancel(store.jobs(), "a", time.now());
    var heir = worker("w2", 2, TestWorker.slots(1));
    heir.engine.runOnce();
    heir.engine.runOnce();
    assertThat(heir.launcher.signals).containsExactly("TERM " + key("a"));
  }

  @Test
  void a_process_that_an_heir_on_this_host_watches_is_left_to_it() {
    enqueue("a");
    step();
    inherit(new ProcessIdentity("here", 2, 1), _ -> {});
    pass(Duration.ofSeconds(11));
    assertThat(worker.launcher.signals).isEmpty();
  }

  @Test
  void a_process_whose_job_went_to_another_host_is_killed() {
    enqueue("a");
    step();
    inherit(new ProcessIdentity("elsewhere", 2, 1), _ -> {});
    pass(Duration.ofSeconds(11));
    assertThat(worker.launcher.signals).containsExactly("KILL a");
    assertThat(store.workers().workers()).extracting(Worker::id).containsExactly("w1", "far");
  }

  /// Another worker takes this one for dead.
  private void inherit(ProcessIdentity by, Consumer<Job> each) {
    var now = time.now();
    var far = new Worker("far", "far", by, 1, Set.of(), now.plusSeconds(1), now, now, null, 0, 0);
    store.workers().join(far);
    store.workers().inherit("w1", "far", now, now.plusSeconds(30)).forEach(each);
  }

  @Test
  void a_worker_for_one_job_sleeps_while_there_is_nothing_to_do() {
    enqueue("a");
    var options = new WorkerOptions(1, Set.of(), job("a").seq(), false);
    var solo = worker("w2", 2, options);
    solo.engine.runOnce();
    solo.engine.runOnce();
    assertThat(solo.engine.runOnce()).isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void a_worker_sleeps_between_its_looks_although_its_jobs_run() {
    enqueue("a");
    step();
    step();
    assertThat(step()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    worker.engine.stop(Worker.Stop.DRAIN);
    pass(Duration.ofSeconds(2));
    assertThat(step()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void the_journals_of_the_dead_stay_until_the_ends_of_their_jobs_are_stored() throws Exception {
    enqueue("a");
    step();
    var needed = journal("w1", key("a"));
    var forgotten = journal("w0", "other.1.1");
    TestWorker.DEAD.add(1L);
    var heir = worker("w2", 2, TestWorker.slots(1));
    heir.engine.runOnce();
    assertThat(needed).exists();
    heir.launcher.exit(key("a"), 0);
    heir.engine.runOnce();
    assertThat(needed).doesNotExist();
    assertThat(forgotten).doesNotExist();
  }

  private Path journal(String worker, String key) throws Exception {
    var name = worker + ".journal.0";
    var file = Files.createDirectories(home.resolve("run")).resolve(name);
    return Files.writeString(
        file, "queuectl-journal 1 another-boot 1 1\n\ns %s@%s 1\n".formatted(key, name));
  }
}
