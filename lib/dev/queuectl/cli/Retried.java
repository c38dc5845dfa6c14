package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.report.Times;
import jakarta.inject.Singleton;

/// Says what became of a job that was brought back.
@Singleton
final class Retried {
  private final Console console;
  private final StoreDoor door;

  Retried(Console console, StoreDoor door) {
    this.console = console;
    this.door = door;
  }

  /// For example `a is pending again, held`.
  String sentence(Job job) {
    return job.id()
        + " is pending again"
        + (job.held() ? ", held" : "")
        + (job.runAt().isAfter(door.now())
            ? ", scheduled for " + Times.local(job.runAt(), console.zone().get())
            : "");
  }
}
