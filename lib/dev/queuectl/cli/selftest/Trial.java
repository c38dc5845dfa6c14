package dev.queuectl.cli.selftest;

import dev.queuectl.cli.access.ThisProgram;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.console.Program;
import dev.queuectl.report.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One check of the installation: a queue of its own, what is done with it and what is expected.
final class Trial implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScratchQueue queue;
  private final List<Process> started = new ArrayList<>();

  Trial(Console console, Program program) {
    queue = ScratchQueue.make(console, program, "test");
  }

  /// Something is not as it should be.
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String what) {
      super(what);
    }
  }

  Path file(String name) {
    return queue.directory().resolve(name);
  }

  List<String> lines(String name) throws IOException {
    return Files.exists(file(name)) ? Files.readAllLines(file(name)) : List.of();
  }

  static void expect(boolean condition, String otherwise) {
    if (!condition) {
      throw new Failed(otherwise);
    }
  }

  static void expectEqual(@Nullable Object actual, Object expected, String what) {
    expect(expected.equals(actual), "%s is %s, not %s".formatted(what, actual, expected));
  }

  /// @return what it printed
  String done(String... command) {
    return ends(0, command);
  }

  /// @param code the expected exit code
  String ends(int code, String... command) {
    var ran = queue.run(command);
    var why = ran.err().isBlank() ? "" : ": " + ran.err().strip();
    expect(
        ran.code() == code,
        "%s exits %d, not %d%s".formatted(String.join(" ", command), ran.code(), code, why));
    return ran.out().strip();
  }

  /// Runs all there is.
  void drain(int slots) {
    done("worker", "start", "--drain", "--count", Integer.toString(slots));
  }

  Map<String, @Nullable Object> job(String id) {
    return JsonValues.object(done("show", id, "--json"));
  }

  void expectState(String id, String state) {
    expectEqual(job(id).get("state"), state, "the state of " + id);
  }

  /// The attempts of a job, oldest first.
  List<Map<String, @Nullable Object>> attempts(String id) {
    return job(id).get("history") instanceof List<?> history
        ? history.stream().map(JsonValues::object).toList()
        : List.of();
  }

  /// A worker as a process of its own.
  ///
  /// @return its pid
  long detachedWorker(int slots) {
    var printed = done("worker", "start", "--detach", "--count", Integer.toString(slots), "--json");
    return JsonValues.object(printed).get("pid") instanceof Long pid ? pid : -1;
  }

  /// The program as a process of its own, which ends with this check.
  Process start(String... command) throws IOException {
    var builder = new ProcessBuilder(ThisProgram.command(List.of(command)));
    builder.environment().put("QUEUECTL_DB", queue.database().toString());
    builder.directory(queue.directory().toFile());
    builder.redirectError(file("errors.txt").toFile());
    var process = builder.start();
    started.add(process);
    return process;
  }

  static String firstLine(Process process) throws IOException {
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      return String.valueOf(reader.readLine());
    }
  }

  static void until(String what, BooleanSupplier condition) {
    if (!new PollDelay().until(condition, BETWEEN, PATIENCE)) {
      throw new Failed("not within 30 s: " + what);
    }
  }

  @Override
  public void close() {
    queue.run("worker", "stop", "--force", "--timeout", "10s");
    started.forEach(Trial::end);
    queue.close();
  }

  private static void end(Process process) {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
