package dev.queuectl.cli.shell;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.syntax.TypedLine;
import dev.queuectl.cli.worker.Foreground;
import dev.queuectl.report.Utf8Stream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Commands that come from a pipe or a file, one a line; quotes and JSON may go on over lines. They
/// behave as in a script of any shell: `worker start` works in the foreground, nothing is asked.
final class Script implements CommandHost {
  private static final int FAILED_SOMEWHERE = 1;

  private final Console console;
  private final Printer printer;
  private final Commands commands;
  private final boolean keepGoing;
  private final Interpreter interpreter;
  private final Foreground foreground = new Foreground();
  private int lineNumber;
  private int begun;
  private int failures;
  private volatile boolean ending;

  Script(Console console, Printer printer, Commands commands, Banner banner, boolean keepGoing) {
    this.console = console;
    this.printer = printer;
    this.commands = commands;
    this.keepGoing = keepGoing;
    this.interpreter = new Interpreter(console, printer, this, banner);
  }

  /// @return the exit code
  int run() {
    console.interrupts().accept(this::interrupt);
    var text = StandardCharsets.UTF_8.newDecoder();
    try (var lines =
        new BufferedReader(new InputStreamReader(new Utf8Stream(console.in()), text))) {
      return run(lines);
    } catch (Utf8Stream.Malformed e) {
      throw e.refusal();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int run(BufferedReader lines) throws IOException {
    for (var line = next(lines); line != null; line = next(lines)) {
      var code = interpreter.perform(line);
      if (ending) {
        return ShellTerminal.TERMINATED;
      }
      if (interpreter.hasLeft()) {
        return code;
      }
      if (code != 0) {
        failures++;
        if (!keepGoing || foreground.takeInterrupted()) {
          complain(code, "The lines after it were not run; use --keep-going to run them anyway.");
          return code;
        }
        complain(code, "");
      }
    }
    return failures > 0 ? FAILED_SOMEWHERE : 0;
  }

  private void complain(int code, String rest) {
    printer.complain("line %d failed with exit code %d. %s".formatted(begun, code, rest).strip());
  }

  private @Nullable TypedLine next(BufferedReader lines) throws IOException {
    var first = lines.readLine();
    begun = ++lineNumber;
    if (first == null) {
      return null;
    }
    var text = new StringBuilder(first);
    var line = TypedLine.of(first);
    while (!line.isWhole()) {
      var more = lines.readLine();
      lineNumber++;
      if (more == null) {
        throw new QueueException.Invalid(
            "line %d is not complete: %s is missing".formatted(begun, line.missing()),
            "It was not run.");
      }
      line = TypedLine.of(text.append('\n').append(more).toString());
    }
    return line;
  }

  @Override
  public int run(List<String> words) {
    var code = foreground.run(interrupts -> commands.run(inside(interrupts), words));
    printer.flush();
    return code;
  }

  private Console inside(Consumer<Consumer<String>> interrupts) {
    return console.inside(
        InputStream.nullInputStream(),
        false,
        foreground.breakable(console.out()),
        foreground.breakable(console.err()),
        console.width(),
        interrupts);
  }

  /// Ctrl-C ends a command, TERM the whole.
  private void interrupt(String signal) {
    ending |= signal.equals("TERM");
    if (!foreground.interrupt(signal)) {
      System.exit(signal.equals("TERM") ? ShellTerminal.TERMINATED : 130);
    }
  }

  @Override
  public void print(String line) {
    printer.line(line);
    printer.flush();
  }

  @Override
  public void clear() {
    // There is no screen.
  }

  @Override
  public List<String> history() {
    return List.of();
  }
}
