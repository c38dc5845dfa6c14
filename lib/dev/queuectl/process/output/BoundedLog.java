package dev.queuectl.process.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A log that a process appends to as its standard output. To limit its size, older lines are
/// dropped from time to time. The file stays the same, since the process has it open.
///
/// @param maxBytes how long it may become before that
public record BoundedLog(Path file, long maxBytes) {

  /// Drops all but the newest half if it has become too long. Must not run while something is
  /// appended: that could end up before what is kept.
  public void cut() throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var size = channel.size();
      if (size <= maxBytes) {
        return;
      }
      var kept = newest(channel, size);
      channel.truncate(0);
      var note = "(%,d bytes of older lines were dropped)\n".formatted(size - kept.remaining());
      channel.position(0);
      write(channel, ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)));
      write(channel, kept);
    }
  }

  /// Starts at the beginning of a line.
  private ByteBuffer newest(FileChannel channel, long size) throws IOException {
    var half = ByteBuffer.allocate((int) (maxBytes / 2));
    while (half.hasRemaining()
        && channel.read(half, size - half.capacity() + half.position()) >= 0) {
      // until it is full
    }
    half.flip();
    while (half.hasRemaining() && half.get() != '\n') {
      // the rest of a line that is dropped
    }
    return half;
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
