package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.report.Times;
import jakarta.inject.Singleton;

/// The result line of a retried job.
@Singleton
public final class Retried {
  private final Console console;
  private final StoreAccess access;

  Retried(Console console, StoreAccess access) {
    this.console = console;
    this.access = access;
  }

  /// For example `Retried a; still held.`
  public String sentence(Job job) {
    return "Retried "
        + job.id()
        + (job.held() ? "; still held" : "")
        + (job.runAt().isAfter(access.now())
            ? "; scheduled for " + Times.local(job.runAt(), console.zone().get())
            : "")
        + ".";
  }
}
