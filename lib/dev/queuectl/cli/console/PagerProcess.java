package dev.queuectl.cli.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A pager at work. It reads no faster than the person does, so some text is kept for it: a command
/// that reads a snapshot of the store must not have that open for as long as somebody reads.
final class PagerProcess implements AutoCloseable {
  /// `-F` ends it if all fits after all, `-R` lets colours through, `-X` leaves the text on the
  /// screen.
  private static final String LESS = "FRX";

  private static final int TERMINATED = 143;

  /// How many pieces are kept, of at most 32 KiB each as [dev.queuectl.report.Output] makes them.
  private static final int KEPT = 256;

  private static final byte[] END = {};

  private final Process process;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(KEPT);
  private final Thread feeder = Thread.ofPlatform().daemon().name("pager").unstarted(this::feed);
  private volatile boolean left;
  private volatile boolean interrupted;

  private PagerProcess(Process process) {
    this.process = process;
  }

  /// @param command for the shell
  /// @return empty if it cannot be started
  static Optional<PagerProcess> start(String command) {
    var builder = new ProcessBuilder("sh", "-c", command);
    builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    builder.environment().putIfAbsent("LESS", LESS);
    builder.environment().putIfAbsent("LV", "-c"); // as git has it
    try {
      var started = new PagerProcess(builder.start());
      started.feeder.start();
      return Optional.of(started);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Whether it was left before it had read everything.
  boolean wasLeft() {
    return left;
  }

  /// Ctrl-C ends what is still being printed; the pager stays, as it has the terminal.
  void interrupt(String signal) {
    interrupted = true;
    if (signal.equals("TERM")) {
      process.destroy();
      System.exit(TERMINATED);
    }
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    if (interrupted) {
      throw new InterruptedIOException();
    }
    if (left) {
      throw new IOException("Broken pipe");
    }
    try {
      waiting.put(Arrays.copyOfRange(bytes, from, from + length));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void feed() {
    try {
      pass();
      while (left && waiting.take() != END) {
        // Nobody reads it any more, but somebody may still be waiting for a place.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that
    }
  }

  private void pass() throws InterruptedException {
    try (var to = process.getOutputStream()) {
      for (var piece = waiting.take(); piece != END; piece = waiting.take()) {
        to.write(piece);
        if (waiting.isEmpty()) {
          to.flush();
        }
      }
    } catch (IOException e) {
      left = true;
    }
  }

  /// Returns when the person has left it.
  @Override
  public void close() {
    try {
      waiting.put(END);
      feeder.join();
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
