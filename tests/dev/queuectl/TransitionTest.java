package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.environment.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The state machine of a running job, as a table.
class TransitionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int MOST_INTERRUPTIONS = 5;

  private static RetryPolicy policy(Backoff backoff, double base, double jitter) {
    return new RetryPolicy(backoff, base, Duration.ofHours(1), jitter, MOST_INTERRUPTIONS);
  }

  private static Job job(long seq, int attempts, int maxRetries, int interruptions) {
    return job(seq, JobState.PROCESSING, attempts, maxRetries, interruptions);
  }

  private static Job job(
      long seq, JobState state, int attempts, int maxRetries, int interruptions) {
    return new Job(
        seq,
        "a",
        "true",
        state,
        "default",
        0,
        attempts,
        maxRetries,
        interruptions,
        attempts + interruptions,
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
        new Lease("w1", 0, 7, NOW.plusSeconds(30)),
        null,
        Surroundings.Kept.NONE,
        null);
  }

  private static Outcome outcome(String word) {
    return switch (word) {
      case "succeeded" -> new Outcome.Succeeded();
      case "failed" -> new Outcome.Failed(2);
      case "killed" -> new Outcome.Killed(9);
      case "timed_out" -> new Outcome.TimedOut(Duration.ofSeconds(90));
      case "timed_out, exited with 0" ->
          new Outcome.TimedOut(Duration.ofSeconds(90), new Outcome.Own(0, null));
      case "not_started" -> new Outcome.NotStarted("no such directory");
      case "cancelled" -> new Outcome.Cancelled();
      case "cancelled, exited with 0" -> new Outcome.Cancelled(new Outcome.Own(0, null));
      case "interrupted" -> new Outcome.Interrupted("the worker died");
      case "interrupted before it ran" -> new Outcome.Interrupted("the worker died", false);
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String word(Transition transition) {
    return switch (transition) {
      case Transition.Complete() -> "complete";
      case Transition.Cancel() -> "cancel";
      case Transition.Retry _ -> "retry";
      case Transition.Bury(_, var counts) -> counts ? "bury" : "bury uncounted";
      case Transition.Release(var counts) -> counts ? "release" : "release uncounted";
    };
  }

  /// The columns: a job at its first attempt of three, at its last, one that gets a single attempt,
  /// one at its first attempt after as many interruptions as it may have, and one at its last.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          succeeded                 | complete | complete | complete | complete | complete
          failed                    | retry    | bury     | bury     | retry    | bury
          killed                    | retry    | bury     | bury     | retry    | bury
          timed_out                 | retry    | bury     | bury     | retry    | bury
          timed_out, exited with 0  | retry    | bury     | bury     | retry    | bury
          not_started               | retry    | bury     | bury     | retry    | bury
          cancelled                 | cancel   | cancel   | cancel   | cancel   | cancel
          cancelled, exited with 0  | cancel   | cancel   | cancel   | cancel   | cancel
          interrupted               | release  | release  | release  | bury uncounted | bury uncounted
          interrupted before it ran | release uncounted | release uncounted | release uncounted | \
          release uncounted | release uncounted
          """)
  void an_outcome_does_the_same_under_every_policy(
      String outcome, String first, String last, String only, String shaken, String lastShaken) {
    var expected = List.of(first, last, only, shaken, lastShaken);
    for (var state : JobState.values()) {
      var jobs =
          List.of(
              job(1, state, 0, 3, 0),
              job(1, state, 2, 3, 0),
              job(1, state, 0, 0, 0),
              job(1, state, 0, 3, MOST_INTERRUPTIONS - 1),
              job(1, state, 2, 3, MOST_INTERRUPTIONS - 1));
      for (var backoff : Backoff.values()) {
        for (var jitter : List.of(0.0, 0.5, 1.0)) {
          var policy = policy(backoff, 2, jitter);
          assertThat(jobs)
              .extracting(job -> word(Transition.of(job, outcome(outcome), policy, NOW)))
              .as("%s %s", state, policy)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void the_table_has_every_outcome() {
    var words = new TreeSet<String>();
    for (var row : Outcome.WORDS) {
      words.add(outcome(row).word());
    }
    assertThat(words).isEqualTo(new TreeSet<>(Outcome.WORDS));
    assertThat(Outcome.class.getPermittedSubclasses()).hasSameSizeAs(words);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPONENTIAL, 2, 0, 2",
    "EXPONENTIAL, 2, 1, 4",
    "EXPONENTIAL, 2, 2, 8",
    "EXPONENTIAL, 2, 11, 3600",
    "EXPONENTIAL, 2, 5000, 3600",
    "EXPONENTIAL, 1, 5000, 1",
    "EXPONENTIAL, 1.5, 1, 2.25",
    "LINEAR, 2, 0, 2",
    "LINEAR, 2, 1, 4",
    "LINEAR, 2, 2, 6",
    "LINEAR, 2, 5000, 3600",
    "FIXED, 2, 0, 2",
    "FIXED, 2, 1, 2",
    "FIXED, 2, 5000, 2"
  })
  void a_failed_job_waits_the_longer_the_oftener_it_has_failed(
      Backoff backoff, double base, int attempts, double seconds) {
    var retry =
        Transition.of(job(1, attempts, 9999, 0), outcome("failed"), policy(backoff, base, 0), NOW);
    assertThat(retry).isEqualTo(new Transition.Retry(NOW.plus(Durations.ofSeconds(seconds))));
  }

  @Test
  void jobs_that_fail_together_do_not_come_back_together_and_one_failure_has_one_wait() {
    var policy = policy(Backoff.FIXED, 100, 0.5);
    var times = new TreeSet<Instant>();
    for (var seq = 1; seq <= 50; seq++) {
      var job = job(seq, 0, 3, 0);
      var retry = Transition.of(job, outcome("failed"), policy, NOW);
      assertThat(Transition.of(job, outcome("killed"), policy, NOW)).isEqualTo(retry);
      times.add(((Transition.Retry) retry).at());
    }
    assertThat(times).hasSizeGreaterThan(45);
    assertThat(times.first()).isAfterOrEqualTo(NOW.plusSeconds(100));
    assertThat(times.last()).isBefore(NOW.plusSeconds(150));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failed      | exit code 2
          killed      | killed by SIGKILL
          timed_out   | timed out after 1m 30s
          not_started | not started: no such directory
          interrupted | interrupted 5 times, the last time: the worker died
          """)
  void a_dead_job_says_what_it_died_of(String outcome, String reason) {
    var job = job(1, 2, 3, MOST_INTERRUPTIONS - 1);
    var bury = Transition.of(job, outcome(outcome), policy(Backoff.FIXED, 2, 0), NOW);
    assertThat(((Transition.Bury) bury).reason()).isEqualTo(reason);
  }

  /// Nobody knows how often such a job has run: it counts from the beginning, and never overflows.
  @ParameterizedTest
  @CsvSource({"-7, retry", "-2147483648, retry", "2147483647, bury"})
  void a_damaged_number_is_counted_on_from_what_it_can_be(int attempts, String word) {
    var policy = policy(Backoff.EXPONENTIAL, 2, 0);
    var failed = Transition.of(job(1, attempts, 3, 0), outcome("failed"), policy, NOW);
    assertThat(word(failed)).isEqualTo(word);
    assertThat(failed)
        .isIn(new Transition.Retry(NOW.plusSeconds(2)), new Transition.Bury("exit code 2", true));
    var interrupted = Transition.of(job(1, 0, 3, attempts), outcome("interrupted"), policy, NOW);
    assertThat(word(interrupted)).isEqualTo(attempts < 0 ? "release" : "bury uncounted");
  }
}
