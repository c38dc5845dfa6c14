package dev.queuectl.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Shows on a terminal what is longer than its screen, as git does: by `QUEUECTL_PAGER`, or
/// `PAGER`, or less(1). What fits is printed as ever, and no process is started for it.
///
/// Output is held back until it is known to be too long, or is all there is.
public final class Pager implements AutoCloseable {
  /// So few lines fit any screen: it is not asked for its size then, which takes a moment.
  private static final int NEVER_TOO_LONG = 8;

  private final Console console;
  private final Console paged;
  private final IntSupplier rows;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private @Nullable String command;
  private State state = State.PLAIN;
  private int lines;
  private int column;
  private @Nullable PagerProcess process;

  private enum State {
    /// Output goes where it would go without a pager.
    PLAIN,
    HOLDING,
    PAGING
  }

  public Pager(Console console) {
    this(console, () -> Terminal.height(console.env().get("LINES")));
  }

  /// @param rows of the terminal
  Pager(Console console, IntSupplier rows) {
    this.console = console;
    this.rows = rows;
    this.paged = console.printingTo(new Stream(this::print), new Stream(this::complain));
  }

  /// Null where nothing should be paged.
  private static @Nullable String command(Console console) {
    var own = console.env().get("QUEUECTL_PAGER");
    var usual = console.env().getOrDefault("PAGER", "less");
    var chosen = own == null ? usual : own;
    var isWanted =
        console.outTerminal()
            && !chosen.isBlank()
            && !chosen.equals("cat")
            && !console.env("TERM", "dumb").equals("dumb")
            && !Variables.isUnreadable(chosen);
    return isWanted && isThere(chosen, console) ? chosen : null;
  }

  /// Whether the program can be found, if the command is but its name and options: any other is for
  /// the shell to understand.
  private static boolean isThere(String command, Console console) {
    var program = command.strip().split("\\s", 2)[0];
    return !program.matches("[\\w.+/-]+")
        || Arrays.stream(console.env("PATH", "/usr/bin:/bin").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }

  /// What the command to be paged prints to.
  public Console console() {
    return paged;
  }

  /// From now on, what is too long is paged.
  public void begin() {
    command = command(console);
    if (command != null) {
      state = State.HOLDING;
    }
  }

  /// The exit code of a command: whoever leaves the pager early has seen enough, and that is no
  /// failure.
  public int exitCode(int code) {
    var wasLeft = process != null && process.wasLeft();
    return wasLeft && code == Failures.PIPE_CLOSED ? 0 : code;
  }

  private void print(byte[] bytes, int from, int length) throws IOException {
    switch (state) {
      case PLAIN -> console.out().write(bytes, from, length);
      case HOLDING -> hold(bytes, from, length);
      case PAGING -> page(bytes, from, length);
    }
  }

  /// Notes and errors come in their place: into the pager, but above what is still held back.
  private void complain(byte[] bytes, int from, int length) throws IOException {
    if (state == State.HOLDING) {
      release();
    }
    if (state == State.PAGING && console.errTerminal()) {
      page(bytes, from, length);
    } else {
      console.err().write(bytes, from, length);
      console.err().flush();
    }
  }

  private void hold(byte[] bytes, int from, int length) throws IOException {
    held.write(bytes, from, length);
    for (var i = from; i < from + length; i++) {
      count(bytes[i]);
    }
    // The prompt takes a line, too.
    if (lines > NEVER_TOO_LONG && lines >= rows.getAsInt()) {
      open();
    }
  }

  /// At least as many lines as it takes: colours are counted as if they were seen, and less(1)
  /// looks again.
  private void count(byte octet) {
    if (octet == '\n' || column == console.width()) {
      lines++;
      column = 0;
    }
    if (octet != '\n' && (octet & 0xc0) != 0x80) { // not a later byte of a character in UTF-8
      column++;
    }
  }

  private void release() throws IOException {
    console.out().write(held.toByteArray());
    console.out().flush();
    forget();
  }

  private void forget() {
    held.reset();
    lines = 0;
    column = 0;
  }

  private void open() throws IOException {
    console.out().flush();
    process = PagerProcess.start(Objects.requireNonNull(command)).orElse(null);
    state = process == null ? State.PLAIN : State.PAGING;
    if (process != null) {
      console.interrupts().accept(process::interrupt);
    }
    var all = held.toByteArray();
    forget();
    print(all, 0, all.length);
  }

  private void page(byte[] bytes, int from, int length) throws IOException {
    Objects.requireNonNull(process).write(bytes, from, length);
  }

  private void flush() throws IOException {
    if (state == State.PLAIN) { // what is held back is not to be seen yet
      console.out().flush();
    }
  }

  /// Prints what is held back, or waits until the pager is left.
  @Override
  public void close() {
    try {
      if (state == State.HOLDING) {
        release();
      }
    } catch (IOException e) {
      // The terminal is gone, and with it whoever could be told.
    }
    state = State.PLAIN;
    if (process != null) {
      process.close();
    }
  }

  private interface Sink {
    void write(byte[] bytes, int from, int length) throws IOException;
  }

  private final class Stream extends OutputStream {
    private final Sink sink;

    Stream(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int octet) throws IOException {
      sink.write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > 0) {
        sink.write(bytes, from, length);
      }
    }

    @Override
    public void flush() throws IOException {
      Pager.this.flush();
    }
  }
}
