package dev.queuectl.cli;

import static org.jline.keymap.KeyMap.key;

import dev.queuectl.QueueException;
import dev.queuectl.report.Output;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole terminal as one picture, and single keys from it. However the program ends, but for
/// KILL, the terminal is left as it was.
final class FullScreen implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FullScreen.class);

  /// What ended: nothing is to be read any more.
  static final String CLOSED = "closed";

  /// Somebody has changed the size.
  static final String RESIZED = "resized";

  private static final String TYPED = "typed";

  /// The alternate screen, without a cursor and without wrapping long lines (xterm's private modes
  /// 1049, 25 and 7).
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";

  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";

  private static final FileInputStream TYPED_BYTES = new FileInputStream(FileDescriptor.in);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

  private final Terminal terminal;
  private final Attributes before;
  private final Output out;
  private final boolean colours;
  private final LinkedBlockingQueue<String> keys = new LinkedBlockingQueue<>();
  private final AtomicBoolean left = new AtomicBoolean();
  private final Thread lastly = new Thread(this::leave, "restore-terminal");
  private List<String> drawn = List.of();

  record Size(int columns, int rows) {}

  private FullScreen(Terminal terminal, Console console, boolean colours) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
    this.out = new Output(console.out());
    this.colours = colours;
  }

  /// Takes the terminal.
  static FullScreen open(Console console, boolean colours) {
    try {
      var terminal =
          TerminalBuilder.builder()
              .system(true)
              .dumb(false)
              .encoding(StandardCharsets.UTF_8)
              .build();
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        terminal.close();
        throw new QueueException.Unavailable(
            "this terminal (TERM=%s) cannot be drawn on".formatted(console.env("TERM", "")),
            "Call queuectl status instead.");
      }
      var screen = new FullScreen(terminal, console, colours);
      screen.enter(console);
      return screen;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void enter(Console console) {
    Runtime.getRuntime().addShutdownHook(lastly);
    terminal.handle(Terminal.Signal.WINCH, _ -> keys.add(RESIZED));
    // Last, since JLine has handlers of its own.
    console.interrupts().accept(_ -> keys.add(CLOSED));
    terminal.enterRawMode();
    out.text(ENTER);
    out.flush();
    Thread.ofPlatform().daemon().name("keys").start(this::listen);
  }

  private void listen() {
    var reader = new BindingReader(terminal.reader());
    var names = names();
    try {
      while (isTyped()) {
        var name = reader.readBinding(names);
        if (name == null) {
          return;
        }
        keys.add(name.equals(TYPED) ? reader.getLastBinding() : name);
      }
    } catch (IOException | IOError | EndOfFileException e) {
      log.debug("no keys any more reason={}", e.toString());
    } finally {
      keys.add(CLOSED);
    }
  }

  /// Waits for a key without reading it: a read cannot be ended, and this one would take the first
  /// key from the shell that goes on when we have left.
  ///
  /// @return false when we have left
  private boolean isTyped() throws IOException {
    var pause = new Pause();
    while (TYPED_BYTES.available() == 0) {
      if (left.get() || !pause.take(BETWEEN_LOOKS)) {
        return false;
      }
    }
    return !left.get();
  }

  private KeyMap<String> names() {
    var names = new KeyMap<String>();
    names.setAmbiguousTimeout(100);
    names.setUnicode(TYPED);
    names.bind(TYPED, KeyMap.range(" -~"));
    names.bind(CLOSED, "\u0003"); // Ctrl-C is a key like any other here
    names.bind(TopKeys.UP, "\u001b[A", "\u001bOA");
    names.bind(TopKeys.DOWN, "\u001b[B", "\u001bOB");
    names.bind(TopKeys.LEFT, "\u001b[D", "\u001bOD");
    names.bind(TopKeys.PAGE_UP, "\u001b[5~");
    names.bind(TopKeys.PAGE_DOWN, "\u001b[6~");
    names.bind(TopKeys.HOME, "\u001b[H", "\u001bOH", "\u001b[1~", "\u001b[7~");
    names.bind(TopKeys.END, "\u001b[F", "\u001bOF", "\u001b[4~", "\u001b[8~");
    names.bind(TopKeys.TAB, "\t");
    names.bind(TopKeys.BACK_TAB, "\u001b[Z");
    names.bind(TopKeys.ENTER, "\r", "\n");
    names.bind(TopKeys.ESCAPE, "\u001b");
    names.bind(TopKeys.BACKSPACE, "\u007f", "\b");
    var backspace = key(terminal, Capability.key_backspace);
    if (backspace != null) {
      names.bind(TopKeys.BACKSPACE, backspace);
    }
    return names;
  }

  /// The next key, by its name in [TopKeys] or as typed; null if there is none in time.
  @Nullable String await(Duration limit) {
    try {
      return keys.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CLOSED;
    }
  }

  Size size() {
    var size = terminal.getSize();
    return new Size(
        size.getColumns() > 0 ? size.getColumns() : 80, size.getRows() > 0 ? size.getRows() : 24);
  }

  /// Everything is drawn anew next time.
  void forget() {
    drawn = List.of();
  }

  /// Draws what is not there already.
  void draw(List<ScreenLine> lines, Size size) {
    var next = lines.stream().map(line -> line.text(size.columns(), colours)).toList();
    var frame = new StringBuilder(drawn.isEmpty() ? "\u001b[2J" : "");
    for (var i = 0; i < Math.min(next.size(), size.rows()); i++) {
      if (i >= drawn.size() || !drawn.get(i).equals(next.get(i))) {
        // Erased first: after a line as wide as the screen, its last column would be erased.
        frame.append("\u001b[%d;1H\u001b[K%s".formatted(i + 1, next.get(i)));
      }
    }
    drawn = new ArrayList<>(next);
    if (!frame.isEmpty()) {
      out.text(frame.toString());
      out.flush();
    }
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
    terminal.setAttributes(before);
  }

  @Override
  public void close() {
    leave();
    Runtime.getRuntime().removeShutdownHook(lastly);
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
