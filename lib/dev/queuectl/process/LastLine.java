package dev.queuectl.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The last line of an output that says anything. Reads no more than the end of the file.
public final class LastLine {
  private static final int END_BYTES = 4096;

  private LastLine() {}

  /// Empty if there is none; of a very long line its end.
  public static String of(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var block = ByteBuffer.allocate((int) Math.min(END_BYTES, channel.size()));
      var at = channel.size() - block.capacity();
      while (block.hasRemaining() && channel.read(block, at + block.position()) > 0) {
        // a read may return less than there is
      }
      var text = new String(block.array(), 0, block.position(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last).orElse("");
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
