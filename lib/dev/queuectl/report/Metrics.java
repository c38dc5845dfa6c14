package dev.queuectl.report;

import dev.queuectl.Durations;
import dev.queuectl.EndedJob;
import dev.queuectl.JobState;
import dev.queuectl.MetricStore.Completed;
import dev.queuectl.Queue;
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
/// @param sample the jobs that ended last, [#SAMPLE] at most: what the spreads and ratios are of
/// @param workers those that are alive
public record Metrics(
    List<Queue> queues,
    Map<Duration, Completed> completed,
    List<EndedJob> sample,
    List<Worker> workers) {
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
        LiveWorkers.of(store.workers(), now));
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

  /// Executions beyond the first of each job.
  public long retries() {
    return sample.stream().mapToLong(job -> Math.max(0, job.attempts() - 1)).sum();
  }

  /// The part of the sample that completed; 1 of none, since nothing has failed.
  public double successRate() {
    var good = sample.stream().filter(job -> job.state() == JobState.COMPLETED).count();
    return sample.isEmpty() ? 1 : (double) good / sample.size();
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
