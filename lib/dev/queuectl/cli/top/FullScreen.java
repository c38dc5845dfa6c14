package dev.queuectl.cli.top;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.KeyReader;
import dev.queuectl.cli.console.OwnTerminal;
import dev.queuectl.report.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Display;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole terminal as one picture, and single keys from it. However the program ends, but for
/// KILL, the terminal is left as it was.
final class FullScreen implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FullScreen.class);

  /// What ended: nothing is to be read any more.
  static final String CLOSED = KeyReader.CLOSED;

  /// Somebody has changed the size.
  static final String RESIZED = "resized";

  /// The alternate screen, without a cursor (xterm's private modes 1049 and 25).
  private static final String ENTER = "\u001b[?1049h\u001b[?25l";

  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

  /// The signal that comes with another size.
  private static final String RESIZE = "WINCH";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

  private final Terminal terminal;
  private final Attributes before;
  private final Output out;
  private final boolean colours;
  private final KeyReader keys;
  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean left = new AtomicBoolean();
  private final Thread lastly = new Thread(this::leave, "restore-terminal");
  private final Object resizedBefore = Signals.register(RESIZE, () -> events.add(RESIZED));
  private final Display display;

  private FullScreen(Terminal terminal, Console console, boolean colours) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
    this.out = new Output(console.out());
    this.colours = colours;
    this.keys = new KeyReader(terminal.reader());
    this.display = new Display(terminal, true);
  }

  /// Takes the terminal.
  static FullScreen open(Console console, boolean colours) {
    var terminal = OwnTerminal.open();
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      close(terminal);
      throw new QueueException.Unavailable(
          "top cannot use this terminal (TERM=%s)".formatted(console.env("TERM", "")),
          "Run queuectl status instead.");
    }
    var screen = new FullScreen(terminal, console, colours);
    screen.enter(console);
    return screen;
  }

  private void enter(Console console) {
    Runtime.getRuntime().addShutdownHook(lastly);
    console.interrupts().accept(_ -> events.add(CLOSED));
    takeKeys();
    out.text(ENTER);
    out.flush();
    forget();
  }

  /// Keys come at once and as they are, but for Enter, which stays the end of a line: what is typed
  /// behind the key that leaves is in the kernel already, and the program it is meant for, which
  /// reads lines, would wait for theirs for ever.
  private void takeKeys() {
    terminal.enterRawMode();
    var raw = terminal.getAttributes();
    raw.setInputFlag(Attributes.InputFlag.ICRNL, true);
    terminal.setAttributes(raw);
  }

  /// The next key, by its name in [TopKeys] or as typed, or [#RESIZED] or [#CLOSED]; null if there
  /// is none in time. Only what is asked for is read: what is typed behind the key that leaves is
  /// meant for the program that goes on then.
  @Nullable String await(Duration limit) {
    for (var left = limit; ; left = left.minus(BETWEEN_LOOKS)) {
      var event = events.poll();
      if (event != null || !left.isPositive()) {
        return event;
      }
      var key = key(Math.min(left.toMillis(), BETWEEN_LOOKS.toMillis()));
      if (key != null) {
        return key;
      }
    }
  }

  private @Nullable String key(long millis) {
    try {
      return keys.next(Math.max(1, millis));
    } catch (IOException e) {
      log.debug("can no longer read keys reason={}", e.toString());
      return CLOSED;
    }
  }

  Size size() {
    var size = terminal.getSize();
    return Size.of(
        size.getColumns() > 0 ? size.getColumns() : 80, size.getRows() > 0 ? size.getRows() : 24);
  }

  /// Everything is redrawn next time.
  void forget() {
    display.clear();
  }

  /// Draws what is not there already.
  void draw(List<ScreenLine> lines, Size size) {
    display.resize(size);
    display.update(
        lines.stream()
            .limit(size.getRows())
            .map(line -> line.text(size.getColumns(), colours))
            .toList(),
        -1);
  }

  private void leave() {
    if (left.getAndSet(true)) {
      return;
    }
    try {
      out.text(LEAVE);
      out.flush();
    } catch (Output.Failed e) {
      // The terminal is gone; there is nothing to restore.
    }
    try {
      terminal.setAttributes(before);
    } catch (IllegalStateException e) {
      // JLine was faster with a hook of its own, and has restored it.
    }
  }

  @Override
  public void close() {
    leave();
    Runtime.getRuntime().removeShutdownHook(lastly);
    Signals.unregister(RESIZE, resizedBefore);
    close(terminal);
  }

  private static void close(Terminal terminal) {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
