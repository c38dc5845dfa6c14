package dev.queuectl.cli.worker;

import dev.queuectl.Numbers;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.DetachedProgram;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.process.launch.Background;
import dev.queuectl.process.posix.Limits;
import dev.queuectl.worker.WorkerOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Starts a worker that outlives this process and its terminal: this program again, in a session of
/// its own, with none of our streams, so that a pipe behind us closes.
@Singleton
final class DetachedWorker {
  /// Logs of workers that have ended are kept for this many.
  private static final int OLD_LOGS = 20;

  private final StoreAccess access;
  private final Printer printer;

  DetachedWorker(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  /// Returns when the worker has joined, or has failed to.
  ///
  /// @param lineKinds whether [WorkerNews] will read its log
  /// @return the exit code
  int start(
      String id,
      WorkerOptions options,
      boolean exitCode,
      @Nullable String dashboard,
      boolean lineKinds) {
    var log = log(access, id);
    try {
      deleteOldLogs();
      noteLimits(options);
      var arguments = arguments(id, options, exitCode, dashboard);
      if (lineKinds) {
        arguments.add("--line-kinds");
      }
      var program = DetachedProgram.start(access.place(), arguments, log);
      return program.await(() -> joined(id)).isPresent() || isDone(program.process())
          ? announce(id, options.slots(), program.process().pid(), log)
          : program.explain("worker", printer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the output of a worker in the background goes.
  static Path log(StoreAccess access, String id) {
    return access.runDirectory().resolve(id + ".log");
  }

  private void deleteOldLogs() throws IOException {
    var known =
        access.open().workers().workers().stream()
            .map(worker -> worker.id() + ".log")
            .collect(Collectors.toSet());
    Background.deleteLogs(access.runDirectory(), known, OLD_LOGS);
  }

  /// Whether it had so little to drain that it came and left between two looks.
  private static boolean isDone(Process process) {
    return !process.isAlive() && process.exitValue() == 0;
  }

  private List<String> arguments(
      String id, WorkerOptions options, boolean exitCode, @Nullable String dashboard) {
    var words = new ArrayList<String>();
    words.addAll(List.of("worker", "start", "--worker-id", id));
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
    return words;
  }

  private Optional<Worker> joined(String id) {
    return access.open().workers().workers().stream()
        .filter(worker -> worker.id().equals(id))
        .findFirst();
  }

  /// The worker says so itself, too, but into its log.
  private void noteLimits(WorkerOptions options) {
    Limits.tooLowFor(options.slots()).forEach(printer::note);
  }

  private int announce(String id, int slots, long pid, Path log) {
    if (printer.json()) {
      printer.object(
          json -> {
            json.field("id", id);
            json.field("pid", pid);
            json.field("slots", (long) slots);
            json.field("log", log.toString());
          });
    } else {
      printer.line(
          "Worker %s started in the background with %s, pid %d."
              .formatted(id, Numbers.counted(slots, "slot"), pid));
      printer.remark("Its log: " + log);
    }
    return 0;
  }
}
