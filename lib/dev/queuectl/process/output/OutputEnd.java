package dev.queuectl.process.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The end of an output file, for readers that cannot hold all of it.
public final class OutputEnd {
  private static final int LINE_BYTES = 4096;

  private OutputEnd() {}

  /// The last line that is not blank; empty if there is none. Only the end of a very long one.
  public static String lastLine(Path file) throws IOException {
    return of(file, LINE_BYTES)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((_, last) -> last)
        .orElse("");
  }

  /// At most this many bytes, from the beginning of a line if there is one; empty if there is no
  /// file.
  public static String of(Path file, int mostBytes) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var from = Math.max(0, channel.size() - mostBytes);
      var block = ByteBuffer.allocate((int) (channel.size() - from));
      while (block.hasRemaining() && channel.read(block, from + block.position()) > 0) {
        // a read may return less than there is
      }
      var text = new String(block.array(), 0, block.position(), StandardCharsets.UTF_8);
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
