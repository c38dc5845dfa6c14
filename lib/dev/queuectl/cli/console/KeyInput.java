package dev.queuectl.cli.console;

import dev.queuectl.process.launch.StandardInput;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jline.utils.NonBlockingInputStream;

/// What a person types at our terminal, read only once it is there, and only when somebody asks.
///
/// JLine's own reads ahead on a thread, and a read that has been given up goes on there: it takes
/// the next key from whoever reads the terminal then, which may be another program.
final class KeyInput extends NonBlockingInputStream {
  private static final int LOOK_MILLIS = 50;

  private final InputStream in = new FileInputStream(FileDescriptor.in);
  private int peeked = READ_EXPIRED;

  /// @param timeout in milliseconds; 0 means without limit
  /// @throws InterruptedIOException if the thread is interrupted meanwhile
  @Override
  public synchronized int read(long timeout, boolean isPeek) throws IOException {
    checkClosed();
    var octet = peeked;
    if (octet == READ_EXPIRED && isReadable(timeout)) {
      octet = in.read();
    }
    peeked = isPeek ? octet : READ_EXPIRED;
    return octet;
  }

  /// Waits in short turns, as neither closing nor interrupting ends a wait in the kernel.
  private boolean isReadable(long timeout) throws IOException {
    var left = timeout;
    do {
      if (Thread.interrupted()) {
        throw new InterruptedIOException();
      }
      var turn = timeout > 0 ? (int) Math.min(left, LOOK_MILLIS) : LOOK_MILLIS;
      if (StandardInput.awaitReadable(turn)) {
        return true;
      }
      checkClosed();
      left -= turn;
    } while (timeout <= 0 || left > 0);
    return false;
  }

  @Override
  public int available() throws IOException {
    return in.available() + (peeked == READ_EXPIRED ? 0 : 1);
  }
}
