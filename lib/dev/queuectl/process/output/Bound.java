package dev.queuectl.process.output;

import dev.queuectl.process.posix.NativeFiles;
import dev.queuectl.process.posix.Platform;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a file of output within bounds while a job still writes it.
///
/// The job appends to the file itself, so nobody can stop it or move the file from under it. On
/// Linux the middle becomes a hole: the size stays true, the first half and the newest output stay,
/// and the writer does not notice. Where that is impossible, the file is truncated to its first
/// half: the writer appends after that, and a file beside it counts what was dropped.
final class Bound {
  /// How much more than the cap a file may take before something is left out.
  static final long SLACK_BYTES = 1 << 20;

  private Bound() {}

  /// @param maxBytes the cap; half of it is kept at either end
  /// @return whether the file is shorter now
  static boolean apply(Path file, long maxBytes) throws IOException {
    return apply(file, maxBytes, Platform.LINUX);
  }

  /// @param holes whether to try a hole first
  static boolean apply(Path file, long maxBytes, boolean holes) throws IOException {
    var half = Cut.half(maxBytes);
    try {
      var size = Files.size(file);
      if (size <= maxBytes + SLACK_BYTES || size - tailStart(file, half) <= half + SLACK_BYTES) {
        return false;
      }
      var start = aligned(half + Gap.ALIGNMENT_BYTES - 1);
      if (!holes || !NativeFiles.punch(file, start, aligned(size - half))) {
        truncate(file, size, half);
        return true;
      }
      return false;
    } catch (NoSuchFileException e) {
      return false; // no output yet, or removed with its job
    }
  }

  /// Where the part after the first half begins.
  private static long tailStart(Path file, long half) throws IOException {
    return Gap.after(file, 0).map(Gap::end).orElse(half);
  }

  private static long aligned(long offset) {
    return offset - offset % Gap.ALIGNMENT_BYTES;
  }

  private static void truncate(Path file, long size, long half) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      PrivateFiles.write(lost(file), Long.toString(lostBytes(file) + size - half));
      channel.truncate(half);
    }
  }

  private static Path lost(Path file) {
    return file.resolveSibling(file.getFileName() + ".lost");
  }

  /// How many bytes were truncated away between the first half and the rest.
  static long lostBytes(Path file) throws IOException {
    if (!Files.exists(lost(file))) {
      return 0;
    }
    try {
      return Long.parseLong(Files.readString(lost(file)).strip());
    } catch (NumberFormatException e) {
      return 0; // cut short, on a full disk
    }
  }

  static void forgetLost(Path file) throws IOException {
    Files.deleteIfExists(lost(file));
  }
}
