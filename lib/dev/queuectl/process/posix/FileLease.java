package dev.queuectl.process.posix;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whether anybody else has a file open, through any descriptor, even one that is mapped or on its
/// way through a socket: Linux grants a lease (fcntl(2), `F_SETLEASE`) only if nobody has. The
/// lease is given back at once.
///
/// Whoever opens the file at that moment waits until then, and the kernel sends us a signal: we
/// have chosen `SIGURG`, which is ignored by default, instead of `SIGIO`, which kills.
public final class FileLease {
  private static final @Nullable CFunction FCNTL = Platform.LINUX ? CFunction.named("fcntl") : null;
  private static final @Nullable CFunction OPEN = Platform.LINUX ? CFunction.named("open") : null;

  private static final int F_SETSIG = 10;
  private static final int F_SETLEASE = 1024;
  private static final int F_RDLCK = 0;
  private static final int F_WRLCK = 1;
  private static final int F_UNLCK = 2;
  private static final int SIGURG = 23;

  private FileLease() {}

  /// The kernel's answer.
  public enum Answer {
    NOBODY,
    SOMEBODY,
    /// This file system has no leases, or this user may not take one.
    UNKNOWN
  }

  /// Opens a file for reading, to ask about it.
  ///
  /// @return the descriptor, or a negative number
  public static int open(Path file) {
    var open = OPEN;
    if (open == null) {
      return -1;
    }
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(file.toString());
      var fd = open.call(name, Platform.O_CLOEXEC);
      if (fd >= 0) {
        fcntl(fd, F_SETSIG, SIGURG);
      }
      return fd;
    }
  }

  /// Whether anybody but this descriptor has the file open.
  ///
  /// @param fd from [#open]
  public static Answer openers(int fd) {
    return ask(fd, F_WRLCK);
  }

  /// Whether anybody has the file open for writing.
  public static Answer writers(Path file) {
    var fd = open(file);
    try {
      return ask(fd, F_RDLCK);
    } finally {
      if (fd >= 0) {
        Native.close(fd);
      }
    }
  }

  private static Answer ask(int fd, int kind) {
    if (fd < 0) {
      return Answer.UNKNOWN;
    }
    var error = fcntl(fd, F_SETLEASE, kind);
    if (error == 0) {
      fcntl(fd, F_SETLEASE, F_UNLCK);
      return Answer.NOBODY;
    }
    return error == Platform.EAGAIN ? Answer.SOMEBODY : Answer.UNKNOWN;
  }

  /// @return the error number, or 0
  private static int fcntl(int fd, int command, int argument) {
    var fcntl = FCNTL;
    return fcntl == null ? -1 : Math.max(0, -fcntl.callOrError(fd, command, argument));
  }
}
