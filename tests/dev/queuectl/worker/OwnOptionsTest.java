package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.process.journal.ProcessEnd;
import org.junit.jupiter.api.Test;

/// What a job says for itself stands above what is configured for all, and a job that says nothing
/// goes by that.
class OwnOptionsTest extends EngineSteps {
  private void enqueue(String command, JobField option, Object value) {
    enqueue(command, 0, null, JobPolicy.CONFIGURED.with(option, value));
  }

  private void interrupt(String... ids) {
    worker.engine.runOnce();
    for (var id : ids) {
      worker.launcher.end(id, new ProcessEnd.Lost("its worker died"));
    }
    worker.engine.runOnce();
  }

  @Test
  void a_job_is_dead_after_as_many_interruptions_as_it_says_itself() {
    store.config().set(Setting.MAX_INTERRUPTIONS, "2");
    enqueue("a", JobField.MAX_INTERRUPTIONS, 1);
    enqueue("b");
    interrupt("a", "b");
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
    assertThat(job("a").error()).startsWith("interrupted 1 time");
    assertThat(job("b").interruptions()).isEqualTo(1);
    interrupt("b");
    assertThat(job("b").state()).isEqualTo(JobState.DEAD);
  }

  @Test
  void a_job_that_may_be_interrupted_more_often_than_others_is_still_run() {
    store.config().set(Setting.MAX_INTERRUPTIONS, "1");
    enqueue("a", JobField.MAX_INTERRUPTIONS, 3);
    interrupt("a");
    interrupt("a");
    assertThat(job("a").interruptions()).isEqualTo(2);
    interrupt("a");
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
  }
}
