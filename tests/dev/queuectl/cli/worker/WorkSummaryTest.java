package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.cli.top.TopSample;
import dev.queuectl.worker.WorkerEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkSummaryTest {
  private static final Instant NOW = TopSample.NOW;
  private final WorkSummary summary = new WorkSummary();

  private void run(Transition transition, Duration ran, Instant at) {
    var job = TopSample.job(1, "a", "true", JobState.PROCESSING);
    summary.count(new WorkerEvent.Started(job), at.minus(ran));
    summary.count(new WorkerEvent.Ended(job, new Outcome.Succeeded(), transition, ran), at);
  }

  @Test
  void counts_since_the_last_one() {
    run(new Transition.Complete(), Duration.ofMillis(500), NOW);
    run(new Transition.Complete(), Duration.ofMillis(1500), NOW.plusSeconds(2));
    run(new Transition.Retry(NOW), Duration.ofMillis(1000), NOW.plusSeconds(3));
    run(new Transition.Bury("exit code 1", true), Duration.ofMillis(1000), NOW.plusSeconds(4));
    assertThat(summary.lines(NOW.plusMillis(7500)))
        .containsExactly(
            "DONE  RETRIED  DEAD  MEAN  LONGEST  PER SECOND  TIME",
            "2     1        1     1s    1.5s     0.5         8s");
    assertThat(summary.lines(NOW.plusSeconds(9))).isEmpty();
    run(new Transition.Complete(), Duration.ofSeconds(1), NOW.plusSeconds(20));
    run(new Transition.Complete(), Duration.ofSeconds(1), NOW.plusSeconds(21));
    assertThat(summary.lines(NOW.plusSeconds(21)).getLast())
        .isEqualTo("2     0        0     1s    1s       1.0         2s");
  }

  @Test
  void one_job_alone_is_told_with_the_next() {
    run(new Transition.Complete(), Duration.ofSeconds(1), NOW);
    assertThat(summary.lines(NOW)).isEmpty();
    run(new Transition.Complete(), Duration.ofSeconds(1), NOW);
    assertThat(summary.lines(NOW).getLast()).startsWith("2 ");
  }
}
