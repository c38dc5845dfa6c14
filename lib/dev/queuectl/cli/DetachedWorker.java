package dev.queuectl.cli;

import dev.queuectl.Worker;
import dev.queuectl.worker.WorkerOptions;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Starts a worker that outlives this process and its terminal: this program again, in a session of
/// its own, with none of our streams, so that a pipe behind us closes.
@Singleton
final class DetachedWorker {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String IN_OWN_SESSION =
      "if command -v setsid >/dev/null; then exec setsid \"$@\"; else exec nohup \"$@\"; fi";

  private final StoreDoor door;
  private final Printer printer;

  DetachedWorker(StoreDoor door, Printer printer) {
    this.door = door;
    this.printer = printer;
  }

  /// Returns when the worker has joined, or has failed to.
  ///
  /// @return the exit code
  int start(String id, WorkerOptions options, boolean exitCode) {
    var log = door.runDirectory().resolve(id + ".log");
    try {
      var process = builder(command(id, options, exitCode), log).start();
      var pause = new Pause();
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (process.isAlive() && System.nanoTime() < deadline) {
        if (hasJoined(id)) {
          announce(id, process.pid(), log);
          return 0;
        }
        pause.take(BETWEEN);
      }
      return explain(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    var null_ = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    return new ProcessBuilder(command)
        .redirectInput(null_)
        .redirectOutput(log.toFile())
        .redirectErrorStream(true);
  }

  private List<String> command(String id, WorkerOptions options, boolean exitCode) {
    var words = new ArrayList<String>();
    if (File.separatorChar == '/') {
      words.addAll(List.of("/bin/sh", "-c", IN_OWN_SESSION, "sh"));
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
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
    return words;
  }

  private boolean hasJoined(String id) {
    return door.open().workers().workers().stream().map(Worker::id).anyMatch(id::equals);
  }

  private void announce(String id, long pid, Path log) {
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
  }

  private int explain(Process process, Path log) throws IOException {
    if (process.isAlive()) {
      printer.complain("the worker has not come up within 30 s; see " + log + ".");
    } else {
      printer.complain(
          "the worker ended at once with exit code %d. See %s."
              .formatted(process.exitValue(), log));
      printer.err().text(Printable.text(Files.readString(log)));
    }
    return Failures.FAILED;
  }
}
