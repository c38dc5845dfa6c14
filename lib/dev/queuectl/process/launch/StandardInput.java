package dev.queuectl.process.launch;

import dev.queuectl.process.posix.NativeWait;

/// Looking at this process's standard input without reading it.
public final class StandardInput {
  private static final int DESCRIPTOR = 0;

  private StandardInput() {}

  /// Waits until a read would return at once: with a byte, with the end of the input, or with an
  /// error. A read cannot be abandoned; this can. Not available on Windows.
  ///
  /// @return false if it timed out, or a signal came
  public static boolean awaitReadable(int millis) {
    return NativeWait.awaitReadable(DESCRIPTOR, millis);
  }
}
