package dev.queuectl.cli.access;

import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Times;
import dev.queuectl.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;

/// What most commands work with: the store, where they print, and the world around them.
@Singleton
public record CommandContext(StoreAccess access, Printer printer, Console console) {

  /// See [StoreAccess#open].
  public Store open() {
    return access.open();
  }

  public Instant now() {
    return access.now();
  }

  /// Local for people, UTC for programs.
  public String time(Instant instant) {
    return printer.terminal() ? Times.local(instant, console.zone().get()) : JsonOut.time(instant);
  }

  /// What a new job gets that does not say otherwise: it runs here, by the queue's configuration.
  public JobDefaults jobDefaults() {
    var settings = access.openOrMake().config().settings();
    return JobDefaults.of(now(), console.zone(), console.cwd(), settings);
  }
}
