package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.store.Total;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the rules about ends make of jobs; which end means what is in TransitionTest.
class EndRulesTest extends EngineSteps {
  private void enqueue(String command, JobField option, Object value) {
    enqueue(command, 0, null, JobPolicy.CONFIGURED.with(option, value));
  }

  private void end(String id, int code) {
    worker.engine.runOnce();
    worker.launcher.end(id, new End.Exited(code));
    worker.engine.runOnce();
  }

  private Attempt last(String id) {
    return store.jobs().attempts(job(id).seq()).getLast();
  }

  private long total(String measure) {
    return store.metrics().totals().stream()
        .filter(total -> total.measure().equals(measure))
        .mapToLong(Total::number)
        .sum();
  }

  @Test
  void a_code_that_is_a_success_completes_the_job_and_stays_its_code() {
    enqueue("a", JobField.SUCCESS_ON, "0,3");
    end("a", 3);
    assertThat(job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(job("a").exitCode()).isEqualTo(3);
    assertThat(job("a").error()).isNull();
    assertThat(last("a").outcome()).isEqualTo("succeeded");
    assertThat(last("a").error()).isNull();
    assertThat(total("succeeded")).isEqualTo(1);
  }

  @Test
  void a_code_to_give_up_on_buries_the_job_at_its_first_attempt() {
    enqueue("a", JobField.GIVE_UP_ON, "2");
    end("a", 2);
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
    assertThat(job("a").attempts()).isEqualTo(1);
    assertThat(job("a").error()).isEqualTo("exit code 2: in give_up_on, so it was not retried");
    assertThat(last("a").error()).isEqualTo("exit code 2");
    assertThat(total("gave_up")).isEqualTo(1);
    assertThat(total("dead")).isEqualTo(1);
  }

  @Test
  void a_snoozed_job_waits_and_runs_again_without_having_used_an_attempt() {
    store.config().set(Map.of(Setting.SNOOZE_ON, "75", Setting.SNOOZE, "10m"));
    elsewhere();
    enqueue("a");
    end("a", 75);
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(job("a").runAt()).isEqualTo(time.now().plusSeconds(600));
    assertThat(job("a").attempts()).isZero();
    assertThat(job("a").snoozes()).isEqualTo(1);
    assertThat(job("a").error()).isEqualTo("exit code 75: in snooze_on, so it waits 10m");
    assertThat(total("snoozed")).isEqualTo(1);
    pass(Duration.ofMinutes(9));
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
    pass(Duration.ofMinutes(1));
    end("a", 0);
    assertThat(job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(job("a").snoozes()).isEqualTo(1);
    assertThat(outcomes("a")).containsExactly("failed", "succeeded");
  }

  @Test
  void a_job_is_snoozed_as_often_as_it_may_be_and_then_fails() {
    enqueue(
        "a",
        0,
        null,
        JobPolicy.CONFIGURED
            .with(JobField.SNOOZE_ON, "75")
            .with(JobField.SNOOZE, Duration.ofSeconds(1))
            .with(JobField.MAX_SNOOZES, 1));
    end("a", 75);
    pass(Duration.ofSeconds(1));
    end("a", 75);
    assertThat(job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(job("a").attempts()).isEqualTo(1);
    assertThat(job("a").snoozes()).isEqualTo(1);
  }
}
