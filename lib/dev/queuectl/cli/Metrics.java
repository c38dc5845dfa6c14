package dev.queuectl.cli;

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
record Metrics(
    List<Queue> queues,
    Map<Duration, Completed> completed,
    List<EndedJob> sample,
    List<Worker> workers) {
  static final int SAMPLE = 1000;

  private static final List<Duration> SPANS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1));

  static Metrics of(Store store, Instant now) {
    var completed = new LinkedHashMap<Duration, Completed>();
    SPANS.forEach(span -> completed.put(span, store.metrics().completedSince(now.minus(span))));
    return new Metrics(
        store.queues().list(),
        completed,
        store.metrics().newestEnded(SAMPLE),
        LiveWorkers.of(store.workers(), now));
  }

  Map<JobState, Long> counts() {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, queues.stream().mapToLong(queue -> queue.count(state)).sum());
    }
    return counts;
  }

  long slots() {
    return workers.stream().mapToLong(Worker::slots).sum();
  }

  Spread ran() {
    return Spread.of(sample.stream().map(EndedJob::ran).toList());
  }

  Spread waited() {
    return Spread.of(sample.stream().map(EndedJob::waited).toList());
  }

  /// Executions beyond the first of each job.
  long retries() {
    return sample.stream().mapToLong(job -> Math.max(0, job.attempts() - 1)).sum();
  }

  /// The part of the sample that completed; 1 of none, since nothing has failed.
  double successRate() {
    var good = sample.stream().filter(job -> job.state() == JobState.COMPLETED).count();
    return sample.isEmpty() ? 1 : (double) good / sample.size();
  }

  static double perSecond(Duration span, Completed completed) {
    return (double) completed.jobs() / span.toSeconds();
  }
}
