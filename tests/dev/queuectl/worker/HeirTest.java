package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.process.journal.Exit.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The jobs of dead workers, and who inherits them in what trouble.
class HeirTest extends TroubleSteps {
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
  void workers_of_other_hosts_get_a_whole_lease_again_once_a_store_that_was_away_is_back() {
    enqueue("a");
    var there = new ProcessIdentity("elsewhere", 9, 9);
    var far = new TestWorker("far", there, store, time, home, TestWorker.slots(1));
    far.engine.runOnce();
    step();
    flaky.failure = FlakyStore.unavailable();
    pass(Duration.ofSeconds(20));
    pass(Duration.ofSeconds(20));
    flaky.failure = null;
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(job("a").lease().worker()).isEqualTo("far");
    pass(Duration.ofSeconds(31));
    step();
    assertThat(worker.launcher.commands()).containsExactly("a");
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
    heir.launcher.end(key("a"), new End.Lost("killed"));
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
