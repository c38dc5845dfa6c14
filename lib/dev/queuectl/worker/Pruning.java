package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.Retention;
import dev.queuectl.RetentionStore;
import dev.queuectl.Settings;
import dev.queuectl.process.LogStore;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies the configured retention in steps so small that no job waits for one.
final class Pruning {
  private static final Logger log = LoggerFactory.getLogger(Pruning.class);
  private static final int STEP_JOBS = 200;
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration WHILE_THERE_IS_MORE = Duration.ofMillis(100);

  private final RetentionStore store;
  private final LogStore logs;
  private final Time time;
  private Time.Deadline next;

  Pruning(RetentionStore store, LogStore logs, Time time) {
    this.store = store;
    this.logs = logs;
    this.time = time;
    this.next = time.in(Duration.ZERO);
  }

  void step(Settings settings) {
    var retention = Retention.of(settings);
    if (!time.isPast(next)) {
      return;
    }
    next = time.in(BETWEEN);
    if (retention.isOff()) {
      return;
    }
    var pruned = store.prune(retention, time.now(), STEP_JOBS);
    pruned.jobs().forEach(this::removeOutput);
    if (!pruned.jobs().isEmpty()) {
      log.info("pruned jobs={} bytes={}", pruned.jobs().size(), pruned.bytes());
    }
    if (pruned.jobs().size() == STEP_JOBS) {
      next = time.in(WHILE_THERE_IS_MORE);
    }
  }

  /// Files that cannot be deleted are doctor's to find.
  private void removeOutput(Job job) {
    try {
      logs.remove(job.seq(), job.lastAttempt());
    } catch (IOException e) {
      log.warn("could not remove output job={} reason={}", job.id(), e.toString());
    }
  }

  Time.Deadline due() {
    return next;
  }
}
