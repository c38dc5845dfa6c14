package dev.queuectl.cli.job;

import dev.queuectl.NewJob;
import dev.queuectl.OpenDatabases;
import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.ProcessInput;
import dev.queuectl.environment.Stdin;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a job is to read from standard input: what `--stdin` names, or what is piped into `run`.
@Singleton
public final class PipedInput {
  private static final String WAYS_OUT =
      "--stdin - waits for as long as it takes; < /dev/null says that there is none.";

  private final Console console;
  private final Printer printer;

  PipedInput(Console console, Printer printer) {
    this.console = console;
    this.printer = printer;
  }

  /// @param file of `--stdin`; `-` is ours, to its end
  /// @return null if it was not given
  public @Nullable Stdin given(@Nullable String file) {
    if (file == null) {
      return null;
    }
    try {
      return file.equals("-") ? all(console.in()) : ofFile(console.cwd().resolve(file));
    } catch (IOException e) {
      throw new QueueException.Invalid(
          "the file %s cannot be read: %s".formatted(file, BulkEnqueuer.reason(e)),
          "Nothing was changed.");
    }
  }

  private static Stdin ofFile(Path file) throws IOException {
    try (var in = Files.newInputStream(OpenDatabases.refuse("standard input", file))) {
      return all(in);
    }
  }

  private static Stdin all(InputStream in) throws IOException {
    return checked(in.readNBytes(Stdin.MOST_BYTES + 1));
  }

  private static Stdin checked(byte[] bytes) {
    if (bytes.length > Stdin.MOST_BYTES) {
      throw NewJob.tooMuchInput();
    }
    return Stdin.of(bytes);
  }

  /// What was piped into this command, and is meant for it alone.
  @Nullable Stdin piped() {
    if (console.inTerminal()) {
      return null;
    }
    try {
      if (!(console.in() instanceof ProcessInput input)) {
        return all(console.in());
      }
      var other = input.otherReader();
      if (other.isPresent()) {
        noteLeft(input, other.get());
        return null;
      }
      return patiently(input);
    } catch (IOException e) {
      return null; // it is closed, or cannot be read, like that of whoever is in the background
    }
  }

  private void noteLeft(ProcessInput input, String other) throws IOException {
    if (input.available() > 0) {
      printer.note(
          "standard input was left to %s, which has it as well. --stdin - gives it to the job; < /dev/null says that it needs none."
              .formatted(other));
    }
  }

  private @Nullable Stdin patiently(ProcessInput input) throws IOException {
    var bytes = new ByteArrayOutputStream();
    while (bytes.size() <= Stdin.MOST_BYTES) {
      if (!input.await()) {
        return silent(input, bytes.size());
      }
      var more = new byte[1 << 16];
      var count = input.read(more);
      if (count < 0) {
        return checked(bytes.toByteArray());
      }
      bytes.write(more, 0, count);
    }
    return checked(bytes.toByteArray());
  }

  /// A job that runs without what it should read does harm; one that needs nothing must not wait
  /// for a pipe which a supervisor has left open.
  private @Nullable Stdin silent(ProcessInput input, int read) {
    var what =
        "%s from standard input for %d s, and it has not ended"
            .formatted(
                read == 0 ? "nothing has come" : "nothing more has come",
                input.patience().toSeconds());
    if (read > 0 || input.isOfPipeline()) {
      throw new QueueException.Invalid(what, "Nothing was enqueued. " + WAYS_OUT);
    }
    printer.note(what + ": the job reads nothing. " + WAYS_OUT);
    return null;
  }

  /// Says that what is piped into a command that does not read it is lost.
  void noteUnread() {
    try {
      if (!console.inTerminal()
          && console.in() instanceof ProcessInput input
          && input.available() > 0
          && input.otherReader().isEmpty()) {
        printer.note("standard input is not read. --stdin - keeps it for the job.");
      }
    } catch (IOException e) {
      // it is closed
    }
  }
}
