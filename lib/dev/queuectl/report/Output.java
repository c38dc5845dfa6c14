package dev.queuectl.report;

import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A buffered stream of UTF-8 text that notices when nobody reads it any more: `PrintStream`
/// swallows that. A failure is thrown once; what is written later is dropped.
public final class Output extends OutputStream {
  /// In English: on Linux and macOS, on Windows, and for a stream that is already closed.
  private static final List<String> CLOSED_PIPE =
      List.of("Broken pipe", "pipe is being closed", "pipe has been ended", "Stream closed");

  private final OutputStream sink;
  private final byte[] buffer = new byte[1 << 15];
  private int filled;
  private boolean broken;

  public Output(OutputStream sink) {
    this.sink = sink;
  }

  /// Writing to it has failed.
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String done;

    Failed(IOException cause) {
      this(cause, "");
    }

    private Failed(Throwable cause, String done) {
      super(cause.getMessage(), cause);
      this.done = done;
    }

    /// The same failure after something was done.
    public Failed although(String done) {
      return new Failed(Objects.requireNonNullElse(getCause(), this), done);
    }

    /// What was done nevertheless: a sentence, or empty.
    public String done() {
      return done;
    }

    /// Whether the reader has gone, as `head -1` does: that is nobody's error. Java's exception has
    /// no code, only the system's words, in the language of the locale. A test closes a real pipe,
    /// and fails if they change.
    public boolean pipeClosed() {
      var message = String.valueOf(getMessage());
      return CLOSED_PIPE.stream().anyMatch(message::contains)
          || Platform.POSIX && message.equals(Native.message(Platform.EPIPE));
    }
  }

  public void text(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
  }

  public void line(String text) {
    text(text);
    write('\n');
  }

  @Override
  public void write(int octet) {
    if (filled == buffer.length) {
      drain();
    }
    buffer[filled++] = (byte) octet;
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (length > buffer.length - filled) {
      drain();
    }
    if (length > buffer.length) {
      attempt(() -> sink.write(bytes, from, length));
      return;
    }
    System.arraycopy(bytes, from, buffer, filled, length);
    filled += length;
  }

  @Override
  public void flush() {
    drain();
    attempt(sink::flush);
  }

  private void drain() {
    var length = filled;
    filled = 0;
    attempt(() -> sink.write(buffer, 0, length));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void attempt(Writing writing) {
    if (broken) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      broken = true;
      throw new Failed(e);
    }
  }
}
