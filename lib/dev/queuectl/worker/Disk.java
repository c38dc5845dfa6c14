package dev.queuectl.worker;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.process.posix.DiskSpace;
import dev.queuectl.process.posix.ReserveFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a worker from filling the disk, and keeps the ends of running jobs from being lost if
/// somebody else has filled it: no claims below `disk_reserve` or where no file can be created,
/// output kept within `output_max` even while it is written, and a [ReserveFile] to be given up.
final class Disk {
  private static final Logger log = LoggerFactory.getLogger(Disk.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration TIDYING = Duration.ofMinutes(1);

  /// How often to look for processes that still write to output this worker does not know of: once
  /// a minute.
  private static final int LOOKS_PER_SEARCH = 60;

  private final LogStore logs;
  private final Path run;
  private final ReserveFile reserve;
  private final Time time;
  private Time.Deadline due;
  private Time.Deadline tidying;
  private int looks;
  private Optional<String> obstacle = Optional.empty();

  Disk(Host host, Time time) {
    this.logs = host.logs();
    this.run = host.run();
    this.reserve = new ReserveFile(run);
    this.time = time;
    this.due = time.in(Duration.ZERO);
    this.tidying = due;
  }

  /// If it is time, bounds the output of running jobs and checks the free space.
  void look(Settings settings, Collection<RunningJob> running) {
    if (!time.isNear(due)) {
      return;
    }
    due = time.in(INTERVAL);
    bound(settings.bytes(Setting.OUTPUT_MAX), running);
    if (settings.isOn(Setting.OUTPUT_LINKS)) {
      link(running);
    }
    measure(settings.bytes(Setting.DISK_RESERVE));
  }

  Time.Deadline due() {
    return due;
  }

  /// What kept every new job from starting at the last look.
  Optional<String> obstacle() {
    return obstacle;
  }

  private void bound(long maxBytes, Collection<RunningJob> running) {
    try {
      for (var attempt : running) {
        logs.bound(attempt.job().seq(), attempt.job().lastAttempt(), maxBytes);
      }
      logs.boundedAll();
      if (looks++ % LOOKS_PER_SEARCH == 0) {
        logs.searchHeld();
      }
      logs.boundHeld(maxBytes);
    } catch (IOException e) {
      log.warn("could not bound output reason={}", e.toString());
    }
  }

  /// What has just begun to print is found, too.
  private void link(Collection<RunningJob> running) {
    try {
      for (var attempt : running) {
        var job = attempt.job();
        logs.links().make(job.id(), job.lastAttempt(), logs.output(job.seq(), job.lastAttempt()));
      }
      if (time.isPast(tidying) && logs.links().tidy()) {
        tidying = time.in(TIDYING);
      }
    } catch (IOException | UnsupportedOperationException | DirectoryIteratorException e) {
      log.warn("could not link output reason={}", e.toString());
    }
  }

  private void measure(long reserveBytes) {
    obstacle = Obstacles.find(reserveBytes, run, logs);
    if (obstacle.isEmpty() && reserveBytes > 0 && !reserve.isThere()) {
      makeReserve(reserveBytes);
    }
  }

  /// Not until it can be created without going below what should stay free.
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

  /// The store has no space left for what must be stored: frees some.
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
