package dev.queuectl.process.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The C functions for processes, as the C library has them. See [SpawnRequest] for starting one.
public final class Native {
  private static final CFunction KILL = CFunction.named("kill");
  private static final CFunction GETSID = CFunction.named("getsid");
  private static final CFunction GETPGID = CFunction.named("getpgid");
  private static final CFunction CLOSE = CFunction.named("close");
  private static final CFunction FLOCK = CFunction.named("flock");
  private static final CFunction STRERROR = CFunction.named("strerror");
  private static final CFunction SIGNAL = CFunction.named("signal");
  private static final CFunction OPEN = CFunction.variadic("open", 2);

  private Native() {}

  /// @param pid of a process; negative for a process group
  public static void kill(long pid, int signal) {
    KILL.call(pid, signal);
  }

  /// The session that a process belongs to, or -1.
  public static long session(long pid) {
    return GETSID.call(pid);
  }

  /// The process group that a process belongs to, or -1.
  public static long processGroup(long pid) {
    return GETPGID.call(pid);
  }

  /// Opens a file for appending; only children that are given the descriptor inherit it.
  ///
  /// @return the descriptor, or the negative error number
  public static int openForAppend(String path) {
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(path);
      var flags = Platform.O_WRONLY | Platform.O_APPEND | Platform.O_CLOEXEC;
      return OPEN.callOrError(name, flags, 0);
    }
  }

  /// Locks an open file. All processes that inherit the descriptor share the lock: the kernel
  /// releases it when the last of them has closed the file or died (flock(2)).
  ///
  /// @return false if it is not available at once and waiting was not asked for
  public static boolean lock(int fd, int how) {
    return FLOCK.call(fd, how) == 0;
  }

  public static void close(int fd) {
    CLOSE.call(fd);
  }

  /// Whoever started us may have left SIGCHLD ignored; then children would vanish without a status.
  public static void restoreChildSignal() {
    SIGNAL.callLong(Platform.SIGCHLD, MemorySegment.NULL);
  }

  /// The C library's words for an error number.
  @SuppressWarnings("restricted")
  public static String message(int errno) {
    return MemorySegment.ofAddress(STRERROR.callLong(errno)).reinterpret(1024).getString(0);
  }
}
