package dev.queuectl.cli.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The command that is now running inside another one, as far as Ctrl-C is concerned. A command
/// that handles signals itself is notified; any other has its streams and its waiting cut off, so
/// that it ends there.
public final class Foreground {
  /// How long a read waits before it looks whether there was a Ctrl-C.
  static final long LOOK_MILLIS = 50;

  private @Nullable Thread thread;
  private @Nullable Consumer<String> action;
  private boolean interrupted;
  private boolean withinLine;

  /// What a read says instead of a byte while there is none.
  static final int NOTHING_YET = -2;

  /// Reading for a limited time, as JLine's input does.
  public interface Source {
    /// @return a byte, -1 at the end, or [#NOTHING_YET]
    int read(long millis) throws IOException;
  }

  /// Runs a command.
  ///
  /// @return its exit code
  public int run(ToIntFunction<Consumer<Consumer<String>>> command) {
    begin();
    try {
      return command.applyAsInt(this::setAction);
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    interrupted = false;
    withinLine = false;
    action = null;
    thread = Thread.currentThread();
  }

  private synchronized void setAction(Consumer<String> wanted) {
    action = wanted;
  }

  private synchronized void end() {
    thread = null;
    action = null;
    // The interrupt was meant for the command.
    Thread.interrupted();
  }

  /// Whether a command was interrupted since this was last asked.
  public synchronized boolean takeInterrupted() {
    var was = interrupted;
    interrupted = false;
    return was;
  }

  /// Whether the cursor stands behind something: a terminal echoes Ctrl-C as `^C`.
  public synchronized boolean isWithinLine() {
    return withinLine;
  }

  /// Passes a signal on.
  ///
  /// @return false if no command is running
  public synchronized boolean interrupt(String signal) {
    if (thread == null) {
      return false;
    }
    interrupted = true;
    withinLine = true;
    if (action != null) {
      action.accept(signal);
    } else {
      thread.interrupt();
    }
    return true;
  }

  /// Whether the command is to be broken off, as it does not care for signals itself.
  private synchronized boolean isBroken() {
    return interrupted && action == null;
  }

  private synchronized void note(byte[] bytes, int from, int length) {
    if (length > 0) {
      withinLine = bytes[from + length - 1] != '\n';
    }
  }

  /// Output of the command.
  public OutputStream breakable(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        if (isBroken()) {
          throw new InterruptedIOException();
        }
        out.write(bytes, from, length);
        note(bytes, from, length);
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }
    };
  }

  /// Input of the command, a byte at a time, so that none is read that is meant for the prompt.
  public InputStream breakable(Source source) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var octet = NOTHING_YET;
        while (octet == NOTHING_YET) {
          if (isBroken()) {
            throw new InterruptedIOException();
          }
          octet = source.read(LOOK_MILLIS);
        }
        return octet;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        var octet = read();
        if (octet < 0) {
          return -1;
        }
        bytes[from] = (byte) octet;
        return 1;
      }
    };
  }
}
