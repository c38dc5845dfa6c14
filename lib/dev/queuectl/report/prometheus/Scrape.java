package dev.queuectl.report.prometheus;

import dev.queuectl.Durations;
import dev.queuectl.Wait;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.Metrics;
import dev.queuectl.store.Store;
import dev.queuectl.store.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a scrape says, of one moment.
///
/// @param totals those of queues that were used first come first
/// @param waiting what the pending and failed jobs wait for
/// @param oldestReady how long the job that has been ready longest has been ready
/// @param busy how many slots of live workers run a job
/// @param schedules the first of them
/// @param version of the program
public record Scrape(
    Metrics metrics,
    List<Total> totals,
    Map<Wait, Long> waiting,
    Optional<Duration> oldestReady,
    int busy,
    List<ScheduleNumbers> schedules,
    String version) {

  public static Scrape of(Store store, Instant now, String version) {
    return store.snapshot(() -> read(store, now, version));
  }

  private static Scrape read(Store store, Instant now, String version) {
    var metrics = Metrics.of(store, now);
    return new Scrape(
        metrics,
        store.metrics().totals(),
        store.jobs().waiting(now),
        store.jobs().oldestWaitingSince().map(since -> Durations.between(since, now)),
        metrics.workers().stream()
            .mapToInt(worker -> LiveWorkers.busy(store.workers(), worker))
            .sum(),
        ScheduleNumbers.of(store, now),
        version);
  }
}
