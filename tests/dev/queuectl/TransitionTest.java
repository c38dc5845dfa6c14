package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.environment.Surroundings;
import dev.queuectl.outcome.OutcomeRules;
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
  private static final int MOST_SNOOZES = 3;

  private static RetryPolicy policy(Backoff backoff, double base, double jitter) {
    return new RetryPolicy(backoff, base, Duration.ofHours(1), jitter, MOST_INTERRUPTIONS);
  }

  private static Job job(long seq, int attempts, int maxRetries, int interruptions) {
    return job(seq, JobState.PROCESSING, attempts, maxRetries, interruptions);
  }

  private static Job job(
      long seq, JobState state, int attempts, int maxRetries, int interruptions) {
    return job(seq, state, attempts, maxRetries, interruptions, 0);
  }

  private static Job job(
      long seq, JobState state, int attempts, int maxRetries, int interruptions, int snoozes) {
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
        snoozes,
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
      case Transition.Cancel _ -> "cancel";
      case Transition.Retry _ -> "retry";
      case Transition.Snooze _ -> "snooze";
      case Transition.Bury(_, _, var gaveUp) when gaveUp -> "give up";
      case Transition.Bury(_, var counts, _) -> counts ? "bury" : "bury uncounted";
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

  /// Of a job at its first attempt of three, and at its last. Its own rules, as `key=list`, stand
  /// before those after the bar, which are configured.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failed      | success_on=2                 |                 | complete | complete
          failed      | success_on=3                 |                 | retry    | bury
          killed      | success_on=SIGKILL           |                 | complete | complete
          timed_out   | success_on=timeout           |                 | complete | complete
          failed      | give_up_on=2                 |                 | give up  | give up
          failed      | give_up_on=64-78             |                 | retry    | bury
          killed      | give_up_on=signal            |                 | give up  | give up
          killed      | give_up_on=137               |                 | give up  | give up
          not_started | give_up_on=not-started       |                 | give up  | give up
          failed      | give_up_on=stderr:/no space/ |                 | give up  | give up
          failed      | give_up_on=stderr:/memory/   |                 | retry    | bury
          failed      | retry_only_on=75,timeout     |                 | give up  | give up
          timed_out   | retry_only_on=75,timeout     |                 | retry    | bury
          failed      | retry_only_on=none           | retry_only_on=3 | retry    | bury
          failed      | snooze_on=2                  |                 | snooze   | snooze
          failed      |                              | snooze_on=2     | snooze   | snooze
          failed      |                              | give_up_on=2    | give up  | give up
          failed      |                              | retry_only_on=3 | give up  | give up
          failed      | success_on=2                 | give_up_on=2    | complete | complete
          failed      | retry_only_on=2              | give_up_on=2    | retry    | bury
          failed      | give_up_on=3                 | give_up_on=2    | retry    | bury
          succeeded   | give_up_on=1-255             |                 | complete | complete
          cancelled   | give_up_on=1-255             |                 | cancel   | cancel
          interrupted | snooze_on=1-255              |                 | release  | release
          """)
  void rules_about_ends_decide_before_attempts_do(
      String outcome, String own, String configured, String first, String last) {
    var rules =
        new OutcomeRules(lists(own), lists(configured), Duration.ofMinutes(5), MOST_SNOOZES);
    for (var attempt : List.of(0, 2)) {
      var transition =
          Transition.of(
              job(1, attempt, 3, 0),
              outcome(outcome),
              policy(Backoff.FIXED, 2, 0),
              rules,
              () -> "no space left",
              NOW);
      assertThat(word(transition)).isEqualTo(attempt == 0 ? first : last);
    }
  }

  private static OutcomeRules.Lists lists(String rule) {
    if (rule == null) {
      return OutcomeRules.Lists.NONE;
    }
    var field = JobField.of(rule.substring(0, rule.indexOf('='))).orElseThrow();
    var value = field.kind().parse(field.key(), rule.substring(rule.indexOf('=') + 1));
    return JobPolicy.CONFIGURED.with(field, value).ends();
  }

  private static Transition ruled(String rule, String outcome, int snoozes) {
    var rules =
        new OutcomeRules(lists(rule), OutcomeRules.Lists.NONE, Duration.ofMinutes(5), MOST_SNOOZES);
    var job = job(1, JobState.PROCESSING, 2, 3, 0, snoozes);
    return Transition.of(job, outcome(outcome), policy(Backoff.FIXED, 2, 0), rules, () -> "", NOW);
  }

  @Test
  void a_job_says_which_rule_decided() {
    assertThat(ruled("give_up_on=2", "failed", 0))
        .isEqualTo(
            new Transition.Bury("exit code 2: in give_up_on, so it was not retried", true, true));
    assertThat(ruled("retry_only_on=3", "killed", 0))
        .isEqualTo(
            new Transition.Bury(
                "killed by SIGKILL: not in retry_only_on, so it was not retried", true, true));
    assertThat(ruled("snooze_on=2", "failed", 2))
        .isEqualTo(
            new Transition.Snooze(
                NOW.plusSeconds(300), "exit code 2: in snooze_on, so it waits 5m"));
  }

  @Test
  void who_was_snoozed_as_often_as_may_be_has_failed() {
    assertThat(ruled("snooze_on=2", "failed", MOST_SNOOZES))
        .isEqualTo(new Transition.Bury("exit code 2, after 3 snoozes (max_snoozes)", true));
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
