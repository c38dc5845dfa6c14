package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.cli.Cli;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.worker.WorkerEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainBarTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static final Job JOB =
      new Job(
          1,
          "a",
          "true",
          JobState.PROCESSING,
          "default",
          0,
          0,
          3,
          0,
          0,
          1,
          JobPolicy.CONFIGURED,
          "/",
          Map.of(),
          false,
          NOW,
          NOW,
          NOW,
          null,
          NOW,
          null,
          null,
          null,
          null,
          null,
          null,
          Surroundings.Kept.NONE,
          null);

  private final DrainBar bar =
      new DrainBar(Map.of(JobState.PENDING, 2L, JobState.FAILED, 1L, JobState.COMPLETED, 9L));

  private void end(Transition transition) {
    bar.count(new WorkerEvent.Ended(JOB, new Outcome.Failed(1), transition, Duration.ZERO));
  }

  @Test
  void what_was_to_be_run_at_the_beginning_is_the_whole() {
    assertThat(bar.text()).isEqualTo("[" + " ".repeat(30) + "] 0 of 3");
  }

  @Test
  void only_jobs_that_came_to_an_end_count() {
    bar.count(new WorkerEvent.Started(JOB));
    end(new Transition.Retry(NOW));
    end(new Transition.Release(true));
    end(new Transition.Bury("exit code 1", true));
    assertThat(bar.text()).isEqualTo("[" + "#".repeat(10) + " ".repeat(20) + "] 1 of 3");
  }

  @Test
  void jobs_that_came_later_make_the_whole_larger() {
    for (var i = 0; i < 4; i++) {
      end(new Transition.Complete());
    }
    assertThat(bar.text()).isEqualTo("[" + "#".repeat(30) + "] 4 of 4");
  }

  @Test
  void only_what_this_worker_is_to_run_now_is_the_whole(@TempDir Path directory) {
    var cli = new Cli(directory);
    cli.run("enqueue", "true", "--queue", "mine");
    cli.run("enqueue", "true", "--queue", "mine", "--delay", "1h");
    cli.run("enqueue", "true", "--queue", "other");
    cli.run("enqueue", "true", "--queue", "paused");
    cli.run("queue", "pause", "paused");
    assertThat(text(cli, Set.of("mine"))).endsWith("0 of 1");
    assertThat(text(cli, Set.of())).endsWith("0 of 2");
  }

  private static String text(Cli cli, Set<String> queues) {
    return cli.store(store -> DrainBar.of(store, queues)).text();
  }
}
