package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.output.LogStore;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PruningTest extends EngineSteps {
  private long left() {
    return store.jobs().counts().getOrDefault(JobState.CANCELLED, 0L);
  }

  @Test
  void old_jobs_go_in_small_steps_as_configured() {
    enqueue(IntStream.range(0, 250).mapToObj(i -> "job" + i).toArray(String[]::new));
    ByHand.changeAll(store.jobs(), new JobAction.Verb(JobVerb.CANCEL, JobFilter.ALL), time.now());
    worker.engine.runOnce();
    assertThat(left()).isEqualTo(250);
    store.config().set(Map.of(Setting.RETENTION_COUNT, "10"));
    elsewhere();
    pass(Duration.ofMinutes(1));
    assertThat(left()).isEqualTo(50);
    pass(Duration.ofMillis(99));
    assertThat(left()).isEqualTo(50);
    pass(Duration.ofMillis(1));
    assertThat(left()).isEqualTo(10);
  }

  @Test
  void output_goes_with_its_job() throws Exception {
    enqueue("a");
    worker.engine.runOnce();
    var stdout = new LogStore(home.resolve("logs")).output(job("a").seq(), 1).stdout();
    Files.createDirectories(stdout.getParent());
    Files.writeString(stdout, "printed");
    worker.launcher.exit("a", 0);
    store.config().set(Map.of(Setting.RETENTION_AGE, "1s"));
    elsewhere();
    worker.engine.runOnce();
    assertThat(stdout).exists();
    pass(Duration.ofMinutes(1));
    assertThat(store.jobs().find("a")).isEmpty();
    assertThat(stdout).doesNotExist();
  }

  @Test
  void a_worker_that_drains_sleeps_and_prunes_nothing() {
    enqueue("a");
    pass(Duration.ZERO);
    worker.engine.stop(Worker.Stop.DRAIN);
    time.advance(Duration.ofMinutes(2));
    worker.engine.runOnce();
    assertThat(worker.engine.runOnce()).isPositive();
  }
}
