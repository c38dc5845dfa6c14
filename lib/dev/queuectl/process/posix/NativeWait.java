package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The C functions that block until a process has ended.
public final class NativeWait {
  private static final CFunction WAITPID = CFunction.named("waitpid");
  private static final CFunction POLL = CFunction.named("poll");
  private static final CFunction WAITID = CFunction.named("waitid");
  private static final @Nullable CFunction PIDFD_OPEN = CFunction.ifThereIs("pidfd_open");

  /// Where `siginfo_t` tells how a child died, and the value for an exit; the same on all
  /// platforms.
  private static final long SI_CODE = 8;

  private static final int CLD_EXITED = 1;

  private NativeWait() {}

  /// What waiting for a child has shown.
  public enum Death {
    EXITED,
    SIGNALLED,
    /// There is no such child (any more).
    UNSEEN
  }

  /// Blocks until a child has ended, and leaves it a zombie, so that its pid is not reused.
  public static Death awaitChild(long pid) {
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(128, 8);
      if (!await(Platform.P_PID, pid, info)) {
        return Death.UNSEEN;
      }
      return info.get(JAVA_INT, SI_CODE) == CLD_EXITED ? Death.EXITED : Death.SIGNALLED;
    }
  }

  /// Blocks until there is a child that has ended and that nobody has reaped yet.
  ///
  /// @return false at once if there is no child
  static boolean awaitAnyChild() {
    try (var arena = Arena.ofConfined()) {
      return await(Platform.P_ALL, 0, arena.allocate(128, 8));
    }
  }

  /// @param info gets the `siginfo_t`
  private static boolean await(int kind, long pid, MemorySegment info) {
    while (true) {
      var result = WAITID.callOrError(kind, pid, info, Platform.WEXITED | Platform.WNOWAIT);
      if (result != -Platform.EINTR) {
        return result == 0;
      }
    }
  }

  /// Removes a zombie from the kernel's table, see [Children#reap].
  ///
  /// @return the wait status, or -1 if there is no such child
  static int reap(long pid) {
    return reap(pid, 0);
  }

  /// The same if it has ended; otherwise nothing happens.
  static void reapIfEnded(long pid) {
    var _ = reap(pid, Platform.WNOHANG);
  }

  private static int reap(long pid, int flags) {
    try (var arena = Arena.ofConfined()) {
      var status = arena.allocate(JAVA_INT);
      var reaped = WAITPID.call(pid, status, flags);
      return reaped == pid ? status.get(JAVA_INT, 0) : -1;
    }
  }

  /// A descriptor for any process, readable once it has ended; negative where the system has no
  /// such thing.
  public static int pidDescriptor(long pid) {
    var handle = PIDFD_OPEN;
    return handle == null ? -1 : handle.call(pid, 0);
  }

  /// Blocks until a descriptor is readable, but no longer than the given time.
  public static boolean awaitReadable(int fd, int millis) {
    try (var arena = Arena.ofConfined()) {
      var pollfd = arena.allocate(8, 4);
      pollfd.set(JAVA_INT, 0, fd);
      pollfd.set(JAVA_SHORT, 4, (short) 1);
      return POLL.call(pollfd, 1, millis) > 0;
    }
  }
}
