package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Worker;
import dev.queuectl.store.MetricStore.Completed;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers about the queue as a whole.
///
/// @param queues with their counts
/// @param completed how many jobs completed in each of the last spans of time, shortest first
/// @param lastDay how the attempts of the last [#DAY] ended, how long they waited and ran: also
///   those of jobs that are no longer stored
/// @param workers those that are alive
public record Metrics(
    List<Queue> queues, Map<Duration, Completed> completed, History lastDay, List<Worker> workers) {
  /// What ratios and totals are of that name no time.
  public static final Duration DAY = Duration.ofDays(1);

  private static final List<Duration> SPANS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1));

  public static Metrics of(Store store, Instant now) {
    return store.snapshot(() -> read(store, now));
  }

  private static Metrics read(Store store, Instant now) {
    var completed = new LinkedHashMap<Duration, Completed>();
    SPANS.forEach(span -> completed.put(span, store.metrics().completedSince(now.minus(span))));
    return new Metrics(
        store.queues().list(),
        completed,
        lastDay(store, now.minus(DAY)),
        LiveWorkers.of(store.workers(), now));
  }

  private static History lastDay(Store store, Instant from) {
    return History.since(from, store.metrics().rollups(Rollup.Span.HOUR, from));
  }

  public Map<JobState, Long> counts() {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, queues.stream().mapToLong(queue -> queue.count(state)).sum());
    }
    return counts;
  }

  public long slots() {
    return workers.stream().mapToLong(Worker::slots).sum();
  }

  public Spread ran() {
    return Spread.of(lastDay.ran());
  }

  public Spread waited() {
    return Spread.of(lastDay.waited());
  }

  /// Attempts of the last day after which the job was to be tried again.
  public long retries() {
    return lastDay.count(Rollup.Measure.FAILED);
  }

  /// Attempts of the last day after which a rule kept the job from being tried again.
  public long gaveUp() {
    return lastDay.count(Rollup.Measure.GAVE_UP);
  }

  /// Attempts of the last day that a rule took for no failure.
  public long snoozed() {
    return lastDay.count(Rollup.Measure.SNOOZED);
  }

  /// The part of the jobs ended in the last day that completed and did not die; null of none.
  public @Nullable Double successRate() {
    var all = endedForGood();
    return all == 0 ? null : (Double) ((double) lastDay.count(Rollup.Measure.COMPLETED) / all);
  }

  /// How many attempts the run and wait times are of: those that ended by their own doing.
  public long sample() {
    return lastDay.ran().total();
  }

  /// How many jobs the success rate is of, whether or not they are still stored.
  public long endedForGood() {
    return lastDay.count(Rollup.Measure.COMPLETED) + lastDay.count(Rollup.Measure.DEAD);
  }

  public static double perSecond(Duration span, Completed completed) {
    return (double) completed.jobs() / span.toSeconds();
  }

  public void fields(JsonOut json) {
    counts().forEach((state, count) -> json.field(state.word(), (long) count));
    completed().forEach((span, done) -> json.field(name(span), done.jobs()));
    json.field("completed_capped", completed().values().stream().anyMatch(Completed::capped));
    json.object("run_time", () -> ran().fields(json));
    json.object("wait_time", () -> waited().fields(json));
    json.field("retries", retries());
    json.field("gave_up", gaveUp());
    json.field("snoozed", snoozed());
    json.field("success_rate", successRate());
    json.field("ended_1d", endedForGood());
    json.field("sample", sample());
    json.field("worker_processes", (long) workers.size());
    json.field("workers", slots());
    json.field("busy", (long) counts().getOrDefault(JobState.PROCESSING, 0L));
  }

  /// For example `completed_5m`.
  public static String name(Duration span) {
    return "completed_" + Durations.text(span).replace(" ", "");
  }
}
