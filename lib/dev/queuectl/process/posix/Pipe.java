package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// pipe(2), for jobs. No child inherits its ends except the one they are given to.
///
/// @param readEnd a descriptor
/// @param writeEnd a descriptor
public record Pipe(int readEnd, int writeEnd) {
  private static final CFunction PIPE = CFunction.named("pipe2");
  private static final CFunction READ = CFunction.named("read");
  private static final CFunction WRITE = CFunction.named("write");

  public static Pipe open() throws IOException {
    try (var arena = Arena.ofConfined()) {
      var ends = arena.allocate(JAVA_INT, 2);
      var error = PIPE.callOrError(ends, Platform.O_CLOEXEC);
      if (error != 0) {
        throw new IOException("no pipe can be created: " + Native.message(-error));
      }
      var pipe = new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
      if (!Descriptors.mayKeep(Math.max(pipe.readEnd(), pipe.writeEnd()))) {
        Native.close(pipe.readEnd());
        Native.close(pipe.writeEnd());
        throw Descriptors.none();
      }
      return pipe;
    }
  }

  /// Writes all bytes; blocks while the pipe is full.
  ///
  /// @return false if nobody reads (any more)
  public static boolean write(int fd, byte[] bytes) {
    try (var arena = Arena.ofConfined()) {
      var rest = arena.allocateFrom(JAVA_BYTE, bytes);
      while (rest.byteSize() > 0) {
        var written = transfer(WRITE, fd, rest);
        if (written < 0) {
          return false;
        }
        rest = rest.asSlice(written);
      }
      return true;
    }
  }

  /// Blocks until there is a line.
  ///
  /// @param longest the most bytes a line may have
  /// @return null at the end
  public static @Nullable String readLine(int fd, int longest) {
    try (var arena = Arena.ofConfined()) {
      var line = arena.allocate(longest);
      for (var length = 0L; length < longest; ) {
        var read = transfer(READ, fd, line.asSlice(length));
        if (read <= 0) {
          return null;
        }
        length += read;
        if (line.get(JAVA_BYTE, length - 1) == '\n') {
          var bytes = line.asSlice(0, length - 1).toArray(JAVA_BYTE);
          return new String(bytes, StandardCharsets.US_ASCII);
        }
      }
      throw new IllegalStateException("a line must not be longer than " + longest);
    }
  }

  private static int transfer(CFunction function, int fd, MemorySegment bytes) {
    while (true) {
      var moved = function.callOrError(fd, bytes, bytes.byteSize());
      if (moved != -Platform.EINTR) {
        return moved;
      }
    }
  }
}
