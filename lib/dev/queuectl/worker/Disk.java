package dev.queuectl.worker;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.process.DiskSpace;
import dev.queuectl.process.LogStore;
import dev.queuectl.process.ReserveFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a worker from filling the disk, and running jobs' ends from being lost when somebody else
/// has filled it: no claims below `disk_reserve`, output within `output_max` also while it is
/// written, and a [ReserveFile] to be given up.
final class Disk {
  private static final Logger log = LoggerFactory.getLogger(Disk.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// Who still writes to output of which this worker does not know is looked for once a minute.
  private static final int LOOKS_PER_SEARCH = 60;

  private final LogStore logs;
  private final Path run;
  private final ReserveFile reserve;
  private final Time time;
  private final Consumer<WorkerEvent> events;
  private Time.Deadline due;
  private int looks;
  private boolean roomy = true;

  Disk(Host host, Time time, Consumer<WorkerEvent> events) {
    this.logs = host.logs();
    this.run = host.run();
    this.reserve = new ReserveFile(run);
    this.time = time;
    this.events = events;
    this.due = time.in(Duration.ZERO);
  }

  /// If it is time: bounds the output of running jobs, and looks at the free space.
  void look(Settings settings, Collection<RunningJob> running) {
    if (!time.isNear(due)) {
      return;
    }
    due = time.in(INTERVAL);
    bound(settings.bytes(Setting.OUTPUT_MAX), running);
    measure(settings.bytes(Setting.DISK_RESERVE));
  }

  Time.Deadline due() {
    return due;
  }

  /// Whether there was room for new jobs at the last look.
  boolean hasRoom() {
    return roomy;
  }

  private void bound(long maxBytes, Collection<RunningJob> running) {
    try {
      for (var attempt : running) {
        logs.bound(attempt.job().seq(), attempt.job().lastAttempt(), maxBytes);
      }
      if (looks++ % LOOKS_PER_SEARCH == 0) {
        logs.searchHeld();
      }
      logs.boundHeld(maxBytes);
    } catch (IOException e) {
      log.warn("could not bound output reason={}", e.toString());
    }
  }

  private void measure(long reserveBytes) {
    var shortage = DiskSpace.shortage(reserveBytes, run, logs.root());
    if (shortage.isPresent() == roomy) {
      roomy = shortage.isEmpty();
      events.accept(
          shortage
              .<WorkerEvent>map(space -> paused(space, reserveBytes))
              .orElseGet(WorkerEvent.Resumed::new));
    }
    if (roomy && reserveBytes > 0 && !reserve.isThere()) {
      makeReserve(reserveBytes);
    }
  }

  private static WorkerEvent.Paused paused(DiskSpace space, long reserveBytes) {
    log.warn("paused place={} free={} reserve={}", space.place(), space.freeBytes(), reserveBytes);
    return new WorkerEvent.Paused(space.comparedWith(reserveBytes));
  }

  /// Not before it can be made without going below what is to stay free.
  private void makeReserve(long reserveBytes) {
    if (DiskSpace.at(run).freeBytes() < reserveBytes + ReserveFile.SIZE_BYTES) {
      return;
    }
    try {
      reserve.make();
    } catch (IOException e) {
      log.warn("could not make the reserve file reason={}", e.toString());
    }
  }

  /// The store has no room left for what must be stored: makes some.
  void giveUpReserve() {
    try {
      if (reserve.giveUp()) {
        log.warn("gave up the reserve file, since the store is full");
      }
    } catch (IOException e) {
      log.warn("could not give up the reserve file reason={}", e.toString());
    }
  }
}
