package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.report.Times;
import jakarta.inject.Singleton;

/// Says what became of a job that was brought back.
@Singleton
public final class Retried {
  private final Console console;
  private final StoreAccess access;

  Retried(Console console, StoreAccess access) {
    this.console = console;
    this.access = access;
  }

  /// For example `a is pending again, held`.
  public String sentence(Job job) {
    return job.id()
        + " is pending again"
        + (job.held() ? ", held" : "")
        + (job.runAt().isAfter(access.now())
            ? ", scheduled for " + Times.local(job.runAt(), console.zone().get())
            : "");
  }
}
