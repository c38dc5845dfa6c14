package dev.queuectl.process.output;

import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Makes an ended file of output as short as its cap: the first half, a line that says how many
/// bytes were left out, and the last half.
///
/// @param size of the file as it was written
/// @param gap what was left out already; empty at its end if nothing was
/// @param lostBytes how many more bytes are missing after the first half
record Cut(Path file, long size, Gap gap, long lostBytes) {
  /// Room for the line.
  private static final int NOTE_BYTES = 100;

  /// How much is kept at either end.
  static long half(long maxBytes) {
    return Math.max(0, maxBytes - NOTE_BYTES) / 2;
  }

  static Cut of(Path file) throws IOException {
    var size = Files.size(file);
    var none = new Gap(size, size);
    var gap = size > Bound.SLACK_BYTES ? Gap.after(file, 0).orElse(none) : none;
    return new Cut(file, size, gap, size == 0 ? 0 : Bound.lostBytes(file));
  }

  boolean isNeeded(long maxBytes) {
    return size > maxBytes || gap.bytes() > 0 || lostBytes > 0;
  }

  /// Through a second file, so that a reader sees either all of it or the cut version, and a crash
  /// leaves all of it.
  ///
  /// @return the size afterwards
  long make(long maxBytes) throws IOException {
    var copy = file.resolveSibling(file.getFileName() + ".cut");
    Files.deleteIfExists(copy);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var from = FileChannel.open(file);
        var to = FileChannel.open(copy, options, PrivateFiles.fileMode())) {
      compose(from, to, maxBytes);
    }
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    Bound.forgetLost(file);
    return Files.size(file);
  }

  private void compose(FileChannel from, FileChannel to, long maxBytes) throws IOException {
    var head = Math.min(Math.min(half(maxBytes), gap.start()), size);
    var tail = Math.max(head, size - half(maxBytes));
    if (gap.bytes() > 0) {
      tail = Math.max(tail, gap.end());
    }
    transfer(from, 0, head, to);
    to.write(note(tail - head + lostBytes, maxBytes));
    transfer(from, tail, size - tail, to);
  }

  static void transfer(FileChannel from, long start, long bytes, FileChannel to)
      throws IOException {
    var done = 0L;
    while (done < bytes) {
      var moved = from.transferTo(start + done, bytes - done, to);
      if (moved <= 0) {
        return; // somebody has shortened the file
      }
      done += moved;
    }
  }

  private static ByteBuffer note(long bytes, long maxBytes) {
    return StandardCharsets.US_ASCII.encode(
        "\n[queuectl: %d bytes left out here, output_max is %d]\n".formatted(bytes, maxBytes));
  }
}
