package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// The C functions for holes in files, lseek(2) and fallocate(2).
public final class NativeFiles {
  private static final MethodHandle OPEN =
      Native.link(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE = Native.function("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle LSEEK =
      Native.function("lseek", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final @Nullable MethodHandle FALLOCATE =
      Platform.LINUX && Native.exists("fallocate")
          ? Native.function("fallocate", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG)
          : null;

  /// `FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE`
  private static final int PUNCH = 1 | 2;

  private static final int SEEK_END = 2;
  private static final int SEEK_HOLE = Platform.MAC ? 3 : 4;
  private static final int SEEK_DATA = Platform.MAC ? 4 : 3;

  private NativeFiles() {}

  /// Gives the blocks of a range back to the file system; from now on the range reads as NUL bytes,
  /// and the file keeps its size.
  ///
  /// @return false if this system or file system cannot
  public static boolean punch(Path file, long start, long end) {
    var punch = FALLOCATE;
    return punch != null
        && opened(
                file,
                Platform.O_WRONLY,
                fd -> call(() -> (int) punch.invokeExact(fd, PUNCH, start, end - start)))
            == 0;
  }

  /// The size of an open file.
  public static long size(int fd) {
    return call(() -> (long) LSEEK.invokeExact(fd, 0L, SEEK_END));
  }

  /// Where the first hole at or after an offset begins: the end of the file, if there is none.
  ///
  /// @return -1 if unknown, or the offset is past the end
  public static long hole(Path file, long offset) {
    return seek(file, offset, SEEK_HOLE);
  }

  /// Where the first data at or after an offset begins.
  ///
  /// @return -1 if there is none before the end, or it is unknown
  public static long data(Path file, long offset) {
    return seek(file, offset, SEEK_DATA);
  }

  private static long seek(Path file, long offset, int what) {
    return opened(file, 0, fd -> call(() -> (long) LSEEK.invokeExact(fd, offset, what)));
  }

  private static long opened(Path file, int flags, IntToLongFunction use) {
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(file.toString());
      var fd = (int) call(() -> (int) OPEN.invokeExact(name, flags | Platform.O_CLOEXEC, 0));
      if (fd < 0) {
        return -1;
      }
      try {
        return use.applyAsLong(fd);
      } finally {
        call(() -> (int) CLOSE.invokeExact(fd));
      }
    }
  }

  private interface Call {
    long run() throws Throwable;
  }

  private static long call(Call call) {
    try {
      return call.run();
    } catch (Throwable e) {
      throw new AssertionError("a native call threw", e);
    }
  }
}
