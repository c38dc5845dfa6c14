package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.access.DetachedProgram;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts a dashboard that outlives this process and its terminal, as `DetachedWorker` does a
/// worker.
@Singleton
final class DetachedDashboard {
  private static final String LOG = "dashboard.log";

  private final StoreAccess access;
  private final Printer printer;

  DetachedDashboard(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  /// Returns when it listens.
  ///
  /// @param options of `dashboard start`
  /// @return the dashboard, or empty if it failed, which has been reported
  Optional<RunningDashboard> start(List<String> options) {
    var log = access.runDirectory().resolve(LOG);
    try {
      Files.deleteIfExists(log);
      var program = DetachedProgram.start(access.place(), arguments(options), log);
      var running = program.await(() -> running(program.process().pid()));
      if (running.isEmpty()) {
        program.explain("dashboard", printer);
      }
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<RunningDashboard> running(long pid) {
    return RunningDashboard.all(access.runDirectory(), access.place()).stream()
        .filter(dashboard -> dashboard.process().pid() == pid)
        .findFirst();
  }

  private List<String> arguments(List<String> options) {
    var words = new ArrayList<>(List.of("dashboard", "start", "--detached"));
    words.addAll(options);
    return words;
  }
}
