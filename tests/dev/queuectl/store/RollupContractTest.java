package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.Rollup.Measure;
import dev.queuectl.store.Rollup.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is counted of attempts as they end.
class RollupContractTest extends StoreContract {
  private static final Outcome FAILURE = new Outcome.Failed(1);

  /// A job that waits 2 s and runs 3 s.
  private void run(String id, Outcome outcome, Transition transition) {
    enqueue(job(id));
    advance(Duration.ofSeconds(2));
    var claimed = claim(1).getFirst();
    advance(Duration.ofSeconds(3));
    end(claimed, outcome, transition);
  }

  private void complete(String id) {
    run(id, new Outcome.Succeeded(), new Transition.Complete());
  }

  @Test
  void what_rules_about_ends_decide_is_counted() {
    run("a", FAILURE, new Transition.Snooze(now.plusSeconds(300), "exit code 1: in snooze_on"));
    run("b", FAILURE, new Transition.Bury("exit code 1: in give_up_on", true, true));
    assertThat(rollups(Span.HOUR))
        .filteredOn(rollup -> rollup.measure() != Measure.RUN && rollup.measure() != Measure.WAIT)
        .extracting(Rollup::measure)
        .containsExactlyInAnyOrder(Measure.SNOOZED, Measure.DEAD, Measure.GAVE_UP);
    assertThat(store.metrics().totals())
        .extracting(Total::measure)
        .contains(Total.SNOOZED, Total.GAVE_UP, Total.DEAD);
  }

  private List<Rollup> rollups(Span span) {
    return store.metrics().rollups(span, Instant.EPOCH);
  }

  private Rollup rollup(String beginsAt, Measure measure, int bucket, long attempts) {
    return new Rollup(Instant.parse(beginsAt), measure, bucket, attempts);
  }

  @Test
  void attempts_are_counted_in_the_minute_and_the_hour_in_which_they_end() {
    complete("a");
    complete("b");
    advance(Duration.ofMinutes(1));
    complete("c");
    var run = Histogram.bucket(Duration.ofSeconds(3));
    var wait = Histogram.bucket(Duration.ofSeconds(2));
    assertThat(rollups(Span.MINUTE))
        .containsExactly(
            rollup("2026-11-22T10:00:00Z", Measure.COMPLETED, 0, 2),
            rollup("2026-11-22T10:00:00Z", Measure.RUN, run, 2),
            rollup("2026-11-22T10:00:00Z", Measure.WAIT, wait, 2),
            rollup("2026-11-22T10:01:00Z", Measure.COMPLETED, 0, 1),
            rollup("2026-11-22T10:01:00Z", Measure.RUN, run, 1),
            rollup("2026-11-22T10:01:00Z", Measure.WAIT, wait, 1));
    assertThat(rollups(Span.HOUR))
        .containsExactly(
            rollup("2026-11-22T10:00:00Z", Measure.COMPLETED, 0, 3),
            rollup("2026-11-22T10:00:00Z", Measure.RUN, run, 3),
            rollup("2026-11-22T10:00:00Z", Measure.WAIT, wait, 3));
  }

  @Test
  void the_completed_are_counted_by_the_second_too() {
    complete("a");
    complete("b");
    run("dead", FAILURE, new Transition.Bury("exit code 1", true));
    assertThat(rollups(Span.SECOND))
        .containsExactly(
            rollup("2026-11-22T10:00:05Z", Measure.COMPLETED, 0, 1),
            rollup("2026-11-22T10:00:10Z", Measure.COMPLETED, 0, 1));
    advance(MetricStore.SECONDS_KEPT.minusSeconds(9));
    store.metrics().trim(now);
    assertThat(rollups(Span.SECOND)).hasSize(1);
    assertThat(rollups(Span.MINUTE)).isNotEmpty();
  }

  @Test
  void what_became_of_the_job_decides_where_an_attempt_is_counted() {
    run("dead", FAILURE, new Transition.Bury("exit code 1", true));
    run("failed", FAILURE, new Transition.Retry(now.plusSeconds(900)));
    run("cancelled", new Outcome.Cancelled(), new Transition.Cancel());
    run("interrupted", new Outcome.Interrupted("killed", true), new Transition.Release(true));
    assertThat(rollups(Span.HOUR))
        .filteredOn(rollup -> rollup.bucket() == 0)
        .extracting(Rollup::measure, Rollup::attempts)
        .containsExactlyInAnyOrder(
            tuple(Measure.DEAD, 1L),
            tuple(Measure.FAILED, 1L),
            tuple(Measure.CANCELLED, 1L),
            tuple(Measure.INTERRUPTED, 1L));
    assertThat(rollups(Span.HOUR))
        .filteredOn(rollup -> rollup.measure() == Measure.RUN)
        .as("only of those that ended by their own doing")
        .extracting(Rollup::attempts)
        .containsExactly(2L);
  }

  @Test
  void an_end_that_comes_too_late_is_not_counted() {
    enqueue(job("a"));
    var claimed = claim(1).getFirst();
    end(claimed, new Outcome.Succeeded(), new Transition.Complete());
    end(claimed, new Outcome.Succeeded(), new Transition.Complete());
    assertThat(rollups(Span.MINUTE).getFirst().attempts()).isEqualTo(1);
  }

  @Test
  void rollups_are_told_from_the_minute_on_that_the_time_lies_in() {
    complete("a");
    advance(Duration.ofSeconds(50));
    assertThat(store.metrics().rollups(Span.MINUTE, now)).isNotEmpty();
    advance(Duration.ofSeconds(10));
    assertThat(store.metrics().rollups(Span.MINUTE, now)).isEmpty();
    assertThat(store.metrics().rollups(Span.HOUR, now)).isNotEmpty();
  }

  @Test
  void old_minutes_are_forgotten_before_old_hours() {
    complete("a");
    advance(MetricStore.MINUTES_KEPT.plusMinutes(1));
    complete("b");
    store.metrics().trim(now);
    assertThat(rollups(Span.MINUTE)).extracting(Rollup::attempts).containsOnly(1L).hasSize(3);
    assertThat(rollups(Span.HOUR)).hasSize(6);
    advance(MetricStore.HOURS_KEPT.minusHours(1));
    store.metrics().trim(now);
    assertThat(rollups(Span.HOUR)).hasSize(3);
  }
}
