package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The descriptors that this process may have (`ulimit -n`). Jobs never get the last ones: the
/// worker needs them to store ends and to load its own classes.
///
/// The system assigns the lowest free number, so a number tells how many are left at least.
public final class Descriptors {
  /// How many are kept for the worker.
  static final int RESERVE = 8;

  /// Java raises a soft limit to the hard one, which is rarely lower than this.
  private static final long MANY = 4096;

  private static final CFunction GETRLIMIT = CFunction.named("getrlimit");

  private Descriptors() {}

  /// Whether there are enough to keep some open just to save time.
  public static boolean areMany() {
    return most() >= MANY;
  }

  /// Whether a new descriptor may be kept open for a job.
  public static boolean mayKeep(int fd) {
    return fd < most() - RESERVE;
  }

  /// @return a failure for one that may not be kept
  public static IOException none() {
    return new IOException("Too many open files (this process may have " + most() + ")");
  }

  /// The limit may be changed from outside at any time.
  private static long most() {
    try (var arena = Arena.ofConfined()) {
      var limits = arena.allocate(JAVA_LONG, 2);
      if (GETRLIMIT.call(Platform.RLIMIT_NOFILE, limits) != 0) {
        return Long.MAX_VALUE;
      }
      var soft = limits.get(JAVA_LONG, 0);
      return soft < 0 ? Long.MAX_VALUE : soft; // RLIM_INFINITY
    }
  }
}
