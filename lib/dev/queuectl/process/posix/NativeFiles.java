package dev.queuectl.process.posix;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// The C functions for holes in files, lseek(2) and fallocate(2).
public final class NativeFiles {
  private static final CFunction OPEN = CFunction.variadic("open", 2);
  private static final CFunction CLOSE = CFunction.named("close");
  private static final CFunction LSEEK = CFunction.named("lseek");
  private static final @Nullable CFunction FALLOCATE =
      Platform.LINUX ? CFunction.ifThereIs("fallocate") : null;

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
        && opened(file, Platform.O_WRONLY, fd -> punch.call(fd, PUNCH, start, end - start)) == 0;
  }

  /// The size of an open file.
  public static long size(int fd) {
    return LSEEK.callLong(fd, 0L, SEEK_END);
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
    return opened(file, 0, fd -> LSEEK.callLong(fd, offset, what));
  }

  private static long opened(Path file, int flags, IntToLongFunction use) {
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(file.toString());
      var fd = OPEN.call(name, flags | Platform.O_CLOEXEC, 0);
      if (fd < 0) {
        return -1;
      }
      try {
        return use.applyAsLong(fd);
      } finally {
        CLOSE.call(fd);
      }
    }
  }
}
