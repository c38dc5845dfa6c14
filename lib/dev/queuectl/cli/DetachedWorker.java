package dev.queuectl.cli;

import dev.queuectl.Worker;
import dev.queuectl.process.Background;
import dev.queuectl.report.Printable;
import dev.queuectl.worker.WorkerOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Starts a worker that outlives this process and its terminal: this program again, in a session of
/// its own, with none of our streams, so that a pipe behind us closes.
@Singleton
final class DetachedWorker {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final int LOOKS = 1500; // for 30 s

  /// Logs of workers that have ended are kept for this many.
  private static final int OLD_LOGS = 20;

  private final StoreDoor door;
  private final Printer printer;

  DetachedWorker(StoreDoor door, Printer printer) {
    this.door = door;
    this.printer = printer;
  }

  /// Returns when the worker has joined, or has failed to.
  ///
  /// @return the exit code
  int start(String id, WorkerOptions options, boolean exitCode, @Nullable String dashboard) {
    var log = log(door, id);
    try {
      deleteOldLogs();
      var process = Background.start(command(id, options, exitCode, dashboard), log);
      var pause = new Pause();
      for (var look = 0; look < LOOKS && process.isAlive(); look++) {
        if (hasJoined(id)) {
          return announce(id, process.pid(), log);
        }
        pause.take(BETWEEN);
      }
      return isDone(process) ? announce(id, process.pid(), log) : explain(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the output of a worker in the background goes.
  static Path log(StoreDoor door, String id) {
    return door.runDirectory().resolve(id + ".log");
  }

  private void deleteOldLogs() throws IOException {
    var known =
        door.open().workers().workers().stream()
            .map(worker -> worker.id() + ".log")
            .collect(Collectors.toSet());
    Background.deleteLogs(door.runDirectory(), known, OLD_LOGS);
  }

  /// Whether it had so little to drain that it came and left between two looks.
  private static boolean isDone(Process process) {
    return !process.isAlive() && process.exitValue() == 0;
  }

  /// This program again, as it was started.
  private List<String> command(
      String id, WorkerOptions options, boolean exitCode, @Nullable String dashboard) {
    var words = new ArrayList<String>();
    words.addAll(List.of("worker", "start", "--worker-id", id));
    words.addAll(List.of("--db", door.place().database().toString()));
    words.addAll(List.of("--count", Integer.toString(options.slots())));
    options.queues().forEach(queue -> words.addAll(List.of("--queue", queue)));
    if (options.drain()) {
      words.add("--drain");
    }
    if (exitCode) {
      words.add("--exit-code");
    }
    if (dashboard != null) {
      words.add(dashboard.isEmpty() ? "--dashboard" : "--dashboard=" + dashboard);
    }
    return ThisProgram.command(words);
  }

  private boolean hasJoined(String id) {
    return door.open().workers().workers().stream().map(Worker::id).anyMatch(id::equals);
  }

  private int announce(String id, long pid, Path log) {
    if (printer.json()) {
      try (var json = printer.json(false)) {
        json.object(
            () -> {
              json.field("id", id);
              json.field("pid", pid);
              json.field("log", log.toString());
            });
      }
    } else {
      printer.line("Worker %s started in the background, pid %d.".formatted(id, pid));
      printer.remark("Its log: " + log);
    }
    return 0;
  }

  /// @return the exit code
  private int explain(Process process, Path log) throws IOException {
    if (process.isAlive()) {
      printer.complain("the worker has not come up within 30 s. See " + log + ".");
      return Failures.FAILED;
    }
    printer.complain("the worker ended at once with exit code %d:".formatted(process.exitValue()));
    printer.err().text(Printable.text(Files.readString(log)));
    return process.exitValue();
  }
}
