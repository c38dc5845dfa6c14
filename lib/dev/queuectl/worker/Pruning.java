package dev.queuectl.worker;

import dev.queuectl.Settings;
import dev.queuectl.action.Actions;
import dev.queuectl.action.AuditLog;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.Retention;
import dev.queuectl.store.Store;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies the configured retention, and that of the rollups, and finds out what dead jobs died of
/// that nobody has looked at, in steps so small that no job waits for one.
final class Pruning {
  private static final Logger log = LoggerFactory.getLogger(Pruning.class);
  private static final int STEP_JOBS = 200;
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration WHILE_THERE_IS_MORE = Duration.ofMillis(100);

  private final Store store;
  private final Actions actions;
  private final Time time;
  private Time.Deadline next;

  Pruning(Store store, LogStore logs, Time time) {
    this.store = store;
    this.actions = new Actions(store, () -> logs, AuditLog.NONE);
    this.time = time;
    this.next = time.in(Duration.ZERO);
  }

  void step(Settings settings) {
    if (!time.isPast(next)) {
      return;
    }
    var retention = Retention.of(settings);
    next = time.in(BETWEEN);
    store.metrics().trim(time.now());
    if (actions.nameCauses(STEP_JOBS) == STEP_JOBS) {
      next = time.in(WHILE_THERE_IS_MORE);
    }
    if (retention.isOff()) {
      return;
    }
    try {
      prune(retention);
    } catch (UncheckedIOException e) {
      log.warn(
          "could not remove output reason={}", String.valueOf(e.getCause())); // doctor finds it
    }
  }

  private void prune(Retention retention) {
    var pruned = actions.prune(retention, STEP_JOBS);
    if (!pruned.jobs().isEmpty()) {
      log.info("pruned jobs={} bytes={}", pruned.jobs().size(), pruned.bytes());
    }
    if (pruned.jobs().size() == STEP_JOBS) {
      next = time.in(WHILE_THERE_IS_MORE);
    }
  }

  Time.Deadline due() {
    return next;
  }
}
