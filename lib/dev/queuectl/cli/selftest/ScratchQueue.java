package dev.queuectl.cli.selftest;

import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.console.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.function.Consumer;

/// A queue in a directory of its own that goes when it is closed, and the program's own commands on
/// it, in this process.
final class ScratchQueue implements AutoCloseable {
  private static final int LOOKS = 20;

  private final Console console;
  private final Program program;
  private final Path directory;
  private volatile Consumer<String> interrupt = _ -> {};
  private boolean kept;

  /// How a command ended.
  record Ran(int code, String out, String err) {}

  private ScratchQueue(Console console, Program program, Path directory) {
    this.console = console;
    this.program = program;
    this.directory = directory;
  }

  /// @param console of the command that needs the queue
  /// @param purpose a part of the directory's name
  static ScratchQueue make(Console console, Program program, String purpose) {
    try {
      var directory = Files.createTempDirectory("queuectl-" + purpose + "-");
      return new ScratchQueue(console, program, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  Path database() {
    return directory.resolve("queue.db");
  }

  /// Leaves it where it is.
  void keep() {
    kept = true;
  }

  /// What is to be done with Ctrl-C while one of its commands runs.
  void interrupt(String signal) {
    interrupt.accept(signal);
  }

  Ran run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code = program.run(inside(out, err, false), args);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Prints what the command prints where our own command prints.
  int show(String... args) {
    return program.run(inside(console.out(), console.err(), console.outTerminal()), args);
  }

  /// A terminal to look at, not one to be asked on.
  private Console inside(OutputStream out, OutputStream err, boolean terminal) {
    var env = new HashMap<>(console.env());
    env.put("QUEUECTL_DB", database().toString());
    return new Console(
        InputStream.nullInputStream(),
        out,
        err,
        false,
        terminal,
        terminal && console.errTerminal(),
        console.width(),
        env,
        directory,
        console.platform(),
        console.zone(),
        console.clock(),
        whenInterrupted -> interrupt = whenInterrupted);
  }

  @Override
  public void close() {
    for (var look = 0; !kept && Files.exists(directory) && look < LOOKS; look++) {
      delete();
    }
  }

  /// What a job has left in the background may write meanwhile.
  private void delete() {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      new PollDelay().take(Duration.ofMillis(50));
    }
  }
}
