package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The C functions for processes, as the C library has them. See [SpawnRequest] for starting one.
public final class Native {
  static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");

  private static final MethodHandle KILL = function("kill", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle GETSID = function("getsid", JAVA_INT, JAVA_INT);
  private static final MethodHandle GETPGID = function("getpgid", JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle FLOCK = function("flock", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle STRERROR = function("strerror", ADDRESS, JAVA_INT);
  private static final MethodHandle SIGNAL = function("signal", ADDRESS, JAVA_INT, ADDRESS);
  private static final MethodHandle OPEN =
      link(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          KEEP_ERRNO,
          Linker.Option.firstVariadicArg(2));

  private Native() {}

  /// @param pid of a process; negative for a process group
  public static void kill(long pid, int signal) {
    call(() -> (int) KILL.invokeExact((int) pid, signal));
  }

  /// The session that a process belongs to, or -1.
  public static long session(long pid) {
    return call(() -> (int) GETSID.invokeExact((int) pid));
  }

  /// The process group that a process belongs to, or -1.
  public static long processGroup(long pid) {
    return call(() -> (int) GETPGID.invokeExact((int) pid));
  }

  /// Opens a file for appending; only children that are given the descriptor inherit it.
  ///
  /// @return the descriptor, or the negative error number
  public static int openForAppend(String path) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      var name = arena.allocateFrom(path);
      var flags = Platform.O_WRONLY | Platform.O_APPEND | Platform.O_CLOEXEC;
      var fd = call(() -> (int) OPEN.invokeExact(state, name, flags, 0));
      return fd >= 0 ? fd : -errno(state);
    }
  }

  /// Locks an open file. All processes that inherit the descriptor share the lock: the kernel
  /// releases it when the last of them has closed the file or died (flock(2)).
  ///
  /// @return false if it is not available at once and waiting was not asked for
  public static boolean lock(int fd, int how) {
    return call(() -> (int) FLOCK.invokeExact(fd, how)) == 0;
  }

  public static void close(int fd) {
    call(() -> (int) CLOSE.invokeExact(fd));
  }

  /// Whoever started us may have left SIGCHLD ignored; then children would vanish without a status.
  public static void restoreChildSignal() {
    call(
        () -> {
          var _ = (MemorySegment) SIGNAL.invokeExact(Platform.SIGCHLD, MemorySegment.NULL);
          return 0;
        });
  }

  /// The C library's words for an error number.
  @SuppressWarnings("restricted")
  public static String message(int errno) {
    var text = new MemorySegment[1];
    call(
        () -> {
          text[0] = (MemorySegment) STRERROR.invokeExact(errno);
          return 0;
        });
    return text[0].reinterpret(1024).getString(0);
  }

  static boolean exists(String name) {
    return Linker.nativeLinker().defaultLookup().find(name).isPresent();
  }

  public static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return link(name, FunctionDescriptor.of(result, arguments));
  }

  @SuppressWarnings("restricted")
  public static MethodHandle link(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
  }

  /// The error number left by a function that was linked with [#KEEP_ERRNO].
  static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /// Calls a C function; these never throw.
  public static int call(Call call) {
    try {
      return call.run();
    } catch (Throwable e) {
      throw new AssertionError("a native call threw", e);
    }
  }

  public interface Call {
    int run() throws Throwable;
  }
}
