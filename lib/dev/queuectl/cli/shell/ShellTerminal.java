package dev.queuectl.cli.shell;

import dev.queuectl.cli.console.Attention;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.KeyReader;
import dev.queuectl.cli.console.OwnTerminal;
import dev.queuectl.cli.console.Pager;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.worker.Foreground;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.NonBlockingInputStream;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// The terminal of the interactive shell and the menu, shared between the prompt, which edits lines
/// on it, and the commands, which read and write it as they do outside. Ctrl-C goes to whichever of
/// them is at work.
final class ShellTerminal implements AutoCloseable {
  /// The exit code when TERM has ended the whole: 128 and its number.
  static final int TERMINATED = 143;

  private static final Logger JLINE = Logger.getLogger("org.jline");

  private final Console console;
  private final Commands commands;
  private final Foreground foreground = new Foreground();
  private final Attention attention = new Attention();
  private Terminal terminal;
  private volatile boolean ending;

  /// @param terminal closed by [#close]
  ShellTerminal(Console console, Commands commands, Terminal terminal) {
    this.console = console;
    this.commands = commands;
    this.terminal = terminal;
    console.interrupts().accept(this::interrupt);
    Signals.register("WINCH", () -> this.terminal.raise(Signal.WINCH));
  }

  /// The terminal of this process.
  static ShellTerminal open(Console console, Commands commands) {
    // It would print, among others, that a history cannot be kept.
    JLINE.setLevel(Level.OFF);
    return new ShellTerminal(console, commands, OwnTerminal.open());
  }

  Terminal jline() {
    return terminal;
  }

  /// Whether the cursor can be moved about on it.
  boolean isDumb() {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  int width() {
    var columns = terminal.getSize().getColumns();
    return columns > 0 ? columns : console.width();
  }

  /// Lets a person edit a line.
  ///
  /// @throws org.jline.reader.UserInterruptException after Ctrl-C or TERM, also when it came before
  String readLine(LineReader reader, String prompt) {
    // Called when the reader is set up: until then, as after its end, JLine forgets a signal.
    reader
        .getWidgets()
        .put(
            LineReader.CALLBACK_INIT,
            () -> {
              attention.begin();
              return true;
            });
    try {
      return reader.readLine(prompt);
    } finally {
      attention.end();
    }
  }

  /// The next key, as a [KeyReader] names it; null if there is none in time.
  @Nullable String key(long millis) {
    var attributes = terminal.enterRawMode();
    attention.begin();
    try {
      return new KeyReader(terminal.reader()).next(millis);
    } catch (InterruptedIOException e) {
      return KeyReader.CLOSED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      attention.end();
      terminal.setAttributes(attributes);
    }
  }

  /// Runs a command of ours on it, until it ends or Ctrl-C ends it.
  ///
  /// @return its exit code
  int run(List<String> words) {
    return run(interrupts -> commands.run(inside(interrupts), words));
  }

  /// The same, with a pager for what is longer than the screen.
  ///
  /// @return its exit code
  int runPaged(List<String> words) {
    return run(
        interrupts -> {
          try (var pager = new Pager(inside(interrupts))) {
            pager.begin();
            return pager.exitCode(commands.run(pager.console(), words));
          }
        });
  }

  private int run(ToIntFunction<Consumer<Consumer<String>>> command) {
    var code = foreground.run(command);
    if (foreground.takeInterrupted() && foreground.isWithinLine()) {
      terminal.writer().println();
    }
    terminal.flush();
    return code;
  }

  /// Runs a command that draws on the whole terminal, and opens that itself.
  ///
  /// @return its exit code
  int lend(List<String> words) {
    var columns = width();
    close();
    try {
      return foreground.run(interrupts -> commands.run(direct(columns, interrupts), words));
    } finally {
      terminal = OwnTerminal.open();
    }
  }

  private Console inside(Consumer<Consumer<String>> to) {
    var out = foreground.breakable(terminal.output());
    return console.inside(
        foreground.breakable(this::read),
        true,
        out,
        console.errTerminal() ? out : foreground.breakable(console.err()),
        width(),
        to);
  }

  private Console direct(int columns, Consumer<Consumer<String>> to) {
    return console.inside(console.in(), true, console.out(), console.err(), columns, to);
  }

  private int read(long millis) throws IOException {
    return ((NonBlockingInputStream) terminal.input()).read(millis);
  }

  /// Whether TERM has asked the whole to end.
  boolean isEnding() {
    return ending;
  }

  private void interrupt(String signal) {
    ending |= signal.equals("TERM");
    if (!foreground.interrupt(signal)) {
      attention.interrupt();
    }
  }

  /// Ends a line that Ctrl-C or Ctrl-D has left: JLine does so only where it can move the cursor.
  void endLine() {
    if (isDumb()) {
      print("");
    }
  }

  /// A line to copy.
  void line(String text) {
    terminal.writer().println(text);
    terminal.flush();
  }

  /// A line, broken between words if need be, and then indented as it begins.
  void print(String text) {
    var indent = text.length() - text.stripLeading().length();
    TextWidth.filled(text, width(), indent).forEach(terminal.writer()::println);
    terminal.flush();
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
