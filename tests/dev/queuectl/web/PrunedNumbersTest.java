package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.Retention;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers of what was done are the same before and after the jobs are pruned.
class PrunedNumbersTest {
  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void runJobs() {
    served = new Served(directory);
    for (var i = 0; i < 12; i++) {
      served.send("POST", "/api/v1/jobs", "{\"command\": \"true\", \"max_retries\": 1}");
      var ran = Duration.ofMillis(100L << i);
      end(served.claim(), i % 4 == 3, Served.NOW.plus(ran));
    }
    served.clock.set(Served.NOW.plusSeconds(230));
  }

  private void end(Job job, boolean dies, Instant at) {
    var ending =
        dies
            ? new Ending(
                job, new Outcome.Failed(7), new Transition.Bury("exit code 7", true), at, 0, 0)
            : new Ending(job, new Outcome.Succeeded(), new Transition.Complete(), at, 0, 0);
    served
        .store
        .workers()
        .exchange(
            new Exchange("w1", List.of(ending), List.of(), Set.of(), null, at, at.plusSeconds(30)));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private void prune(JobState... states) {
    var all = new Retention(Set.of(states), null, 0L, null);
    assertThat(served.store.retention().prune(all, served.clock.get(), 100).jobs()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/metrics", "/api/v1/metrics/history", "/metrics", "/charts", "/"})
  void stay_when_jobs_are_pruned(String path) {
    var before = done(path);
    prune(JobState.DEAD);
    assertThat(done(path)).isEqualTo(before);
    prune(JobState.COMPLETED);
    assertThat(done(path)).isEqualTo(before);
  }

  /// What is told of what was done, without the jobs there are.
  private String done(String path) {
    var body = served.get(path).body();
    return switch (path) {
      case "/metrics" -> body.replaceAll(".*queuectl_(jobs|queue_paused)[ {].*\n", "");
      case "/api/v1/metrics" -> body.replaceAll("\"pending\".*?\"cancelled\": ?\\d+, ?", "");
      case "/charts", "/" -> each(body, "<figure.*?</figure>|Run time</dt>.*?</dl>");
      default -> body;
    };
  }

  private static String each(String body, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(body)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining());
  }

  @Test
  void tell_the_times_of_all_attempts_to_nine_percent() {
    prune(JobState.COMPLETED, JobState.DEAD);
    assertThat(served.get("/charts").body())
        .contains("median 3.16s", "Times are those of all attempts that completed or failed (12)");
    assertThat(served.get("/metrics").body()).contains("queuectl_sample_jobs 12.0");
    served.clock.set(Served.NOW.plusSeconds(150));
    assertThat(served.get("/api/v1/status").body()).contains("\"completed_last_minute\": 1,");
  }
}
