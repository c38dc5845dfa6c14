package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.ByHand;
import dev.queuectl.JobEdit;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a job died of is known as soon as it is dead.
class CauseTest extends EngineSteps {
  private void enqueue(String id, int retries) {
    var job =
        new NewJob(id, id, "default", 0, retries, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
    store.jobs().enqueue(List.of(job).iterator(), false, time.now());
    elsewhere();
  }

  private void fail(String id, int code, String errors) throws IOException {
    worker.engine.runOnce();
    var file = new LogStore(home.resolve("logs")).output(job(id).seq(), 1).stderr();
    Files.createDirectories(file.getParent());
    Files.writeString(file, errors);
    worker.launcher.exit(id, code);
    worker.engine.runOnce();
  }

  @Test
  void jobs_that_die_alike_are_in_one_group() throws Exception {
    enqueue("a", 1);
    fail("a", 7, "connecting\nno route to 10.0.0.1\n");
    enqueue("b", 1);
    fail("b", 7, "no route to 10.0.0.2");
    enqueue("c", 1);
    fail("c", 7, "");
    assertThat(job("a").cause())
        .isEqualTo(FailureCause.of("exit code 7", "no route to 1").name())
        .isEqualTo(job("b").cause());
    assertThat(job("c").cause()).isEqualTo(FailureCause.of("exit code 7", "").name());
    assertThat(store.causes().groups(9, 0).unnamed()).isZero();
  }

  @Test
  void what_a_failed_attempt_wrote_last_to_stderr_is_kept_with_it() throws Exception {
    enqueue("a", 2);
    fail("a", 7, "warning\n\u001b[31mno\troute\u0007 to 10.0.0.1\u001b[0m\r\n\n  \n");
    assertThat(job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(job("a").failure()).isEqualTo("exit code 7: no route to 10.0.0.1");
    assertThat(store.jobs().attempts(job("a").seq()).getFirst().lastStderr())
        .isEqualTo("no route to 10.0.0.1");
    enqueue("b", 1);
    fail("b", 0, "only a warning\n");
    assertThat(job("b").lastStderr()).isNull();
    assertThat(store.jobs().attempts(job("b").seq()).getFirst().lastStderr()).isNull();
    enqueue("c", 1);
    fail("c", 1, "é".repeat(Attempt.MAX_LAST_STDERR) + "!");
    assertThat(job("c").lastStderr()).hasSize(Attempt.MAX_LAST_STDERR).endsWith("é...");
  }

  @Test
  void a_job_that_is_tried_again_or_completes_has_no_cause() throws Exception {
    enqueue("a", 3);
    fail("a", 7, "no route\n");
    assertThat(job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(job("a").cause()).isNull();
    enqueue("b", 1);
    fail("b", 0, "only a warning\n");
    assertThat(job("b").cause()).isNull();
  }

  @Test
  void what_died_when_nobody_could_look_is_looked_at_later() throws Exception {
    enqueue("a", 3);
    fail("a", 7, "no route to 10.0.0.1\n");
    var once =
        new JobEdit(null, null, null, 1, JobPolicy.CONFIGURED, null, null, Map.of(), Set.of());
    ByHand.edit(store.jobs(), "a", once, time.now());
    assertThat(store.causes().groups(9, 0).unnamed()).isOne();
    time.advance(Duration.ofMinutes(2));
    worker.engine.runOnce();
    assertThat(store.causes().groups(9, 0).unnamed()).isZero();
    assertThat(job("a").cause()).isEqualTo(FailureCause.of("exit code 7", "no route to 1").name());
  }
}
