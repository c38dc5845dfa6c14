package dev.queuectl.cli;

import dev.queuectl.process.Background;
import dev.queuectl.report.Printable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts a dashboard that outlives this process and its terminal, as [DetachedWorker] does a
/// worker.
@Singleton
final class DetachedDashboard {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final int LOOKS = 1500; // for 30 s
  private static final String LOG = "dashboard.log";

  private final StoreDoor door;
  private final Printer printer;

  DetachedDashboard(StoreDoor door, Printer printer) {
    this.door = door;
    this.printer = printer;
  }

  /// Returns when it listens.
  ///
  /// @param options of `dashboard start`
  /// @return the dashboard, or empty if it failed, which was told then
  Optional<RunningDashboard> start(List<String> options) {
    var log = door.runDirectory().resolve(LOG);
    try {
      Files.deleteIfExists(log);
      var process = Background.start(command(options), log);
      var pause = new Pause();
      for (var look = 0; look < LOOKS && process.isAlive(); look++) {
        var running = running(process.pid());
        if (running.isPresent()) {
          return running;
        }
        pause.take(BETWEEN);
      }
      explain(process, log);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<RunningDashboard> running(long pid) {
    return RunningDashboard.all(door.runDirectory()).stream()
        .filter(dashboard -> dashboard.process().pid() == pid)
        .findFirst();
  }

  private List<String> command(List<String> options) {
    var words = new ArrayList<>(List.of("dashboard", "start", "--detached"));
    words.addAll(List.of("--db", door.place().database().toString()));
    words.addAll(options);
    return ThisProgram.command(words);
  }

  private void explain(Process process, Path log) throws IOException {
    if (process.isAlive()) {
      printer.complain("the dashboard has not come up within 30 s. See " + log + ".");
    } else {
      printer.complain("the dashboard ended at once:");
      printer.err().text(Printable.text(Files.readString(log)));
    }
  }
}
