package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.EndedJob;
import dev.queuectl.JobState;
import dev.queuectl.MetricStore.Completed;
import dev.queuectl.Queue;
import dev.queuectl.Rollup;
import dev.queuectl.Store;
import dev.queuectl.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers about the queue as a whole.
///
/// @param queues with their counts
/// @param completed how many jobs completed in each of the last spans of time, shortest first
/// @param sample the jobs that ended last and are still stored, [#SAMPLE] at most: what the spreads
///   are of
/// @param ended how many attempts of the last [#DAY] ended in which way, also of jobs that are no
///   longer stored
/// @param workers those that are alive
public record Metrics(
    List<Queue> queues,
    Map<Duration, Completed> completed,
    List<EndedJob> sample,
    Map<Rollup.Measure, Long> ended,
    List<Worker> workers) {
  /// What ratios and totals are of that name no time.
  public static final Duration DAY = Duration.ofDays(1);

  public static final int SAMPLE = 1000;

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
        store.metrics().newestEnded(SAMPLE),
        ended(store, now),
        LiveWorkers.of(store.workers(), now));
  }

  private static Map<Rollup.Measure, Long> ended(Store store, Instant now) {
    var ended = new EnumMap<Rollup.Measure, Long>(Rollup.Measure.class);
    store
        .metrics()
        .rollups(Rollup.Span.HOUR, now.minus(DAY))
        .forEach(rollup -> ended.merge(rollup.measure(), rollup.attempts(), Long::sum));
    return ended;
  }

  private long ended(Rollup.Measure measure) {
    return ended.getOrDefault(measure, 0L);
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
    return Spread.of(sample.stream().map(EndedJob::ran).toList());
  }

  public Spread waited() {
    return Spread.of(sample.stream().map(EndedJob::waited).toList());
  }

  /// Attempts of the last day after which the job was to be tried again.
  public long retries() {
    return ended(Rollup.Measure.FAILED);
  }

  /// The part of the jobs ended in the last day that completed and did not die; 1 of none, since
  /// nothing has failed.
  public double successRate() {
    var all = endedForGood();
    return all == 0 ? 1 : (double) ended(Rollup.Measure.COMPLETED) / all;
  }

  /// How many jobs the success rate is of, whether or not they are still stored; the spreads are of
  /// those that are.
  public long endedForGood() {
    return ended(Rollup.Measure.COMPLETED) + ended(Rollup.Measure.DEAD);
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
    json.field("success_rate", Double.valueOf(successRate()));
    json.field("ended_1d", endedForGood());
    json.field("sample", (long) sample.size());
    json.field("worker_processes", (long) workers.size());
    json.field("workers", slots());
    json.field("busy", (long) counts().getOrDefault(JobState.PROCESSING, 0L));
  }

  /// For example `completed_5m`.
  public static String name(Duration span) {
    return "completed_" + Durations.text(span).replace(" ", "");
  }
}
