package dev.queuectl.process.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads one file of output, byte for byte, also while it grows. A missing file has no output yet.
///
/// To follow a file: [#copy] again and again from the offset that the last call returned.
public record OutputReader(Path file) implements OutputSource {
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final int LINE_BYTES = 1024;

  @Override
  public long size() throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// Copies what follows an offset; a line replaces what was left out while the job ran. If the
  /// file is shorter than the offset, it has been cut since: nothing is copied then.
  ///
  /// @return the offset of the end of what was copied
  public long copy(long offset, OutputStream to) throws IOException {
    return copy(offset, Long.MAX_VALUE - offset, to);
  }

  @Override
  public long copy(long offset, long mostBytes, OutputStream to) throws IOException {
    try (var channel = FileChannel.open(file)) {
      // A writer that is faster than we are would never let us go.
      var end = Math.min(channel.size(), offset + mostBytes);
      var block = ByteBuffer.allocate(Math.clamp(end - offset, 1, BLOCK_BYTES));
      var at = offset;
      while (at < end && channel.read(upTo(end - at, block), at) > 0) {
        at = copy(block, at, to);
      }
      return at;
    } catch (NoSuchFileException e) {
      return offset;
    }
  }

  private static ByteBuffer upTo(long bytes, ByteBuffer block) {
    return block.clear().limit((int) Math.min(bytes, block.capacity()));
  }

  private long copy(ByteBuffer block, long at, OutputStream to) throws IOException {
    var gap = gap(block.array(), block.position(), at);
    if (gap.isPresent()) {
      to.write(block.array(), 0, (int) (gap.get().start() - at));
      to.write(gap.get().note());
      return gap.get().end();
    }
    to.write(block.array(), 0, block.position());
    return at + block.position();
  }

  /// The hole that a block of the file reaches into. Only a block that begins or ends with a NUL
  /// byte can reach into one, since holes are at least as long as blocks. So the file system is
  /// seldom asked.
  private Optional<Gap> gap(byte[] block, int length, long at) throws IOException {
    var possible = length > 0 && (block[0] == 0 || block[length - 1] == 0);
    return possible
        ? Gap.after(file, at).filter(gap -> gap.start() < at + length)
        : Optional.empty();
  }

  /// Where there is output at or after an offset: the offset itself, unless it lies in what was
  /// left out while the job ran.
  public long data(long offset) throws IOException {
    return Gap.after(file, offset)
        .filter(gap -> gap.start() <= offset)
        .map(Gap::end)
        .orElse(offset);
  }

  /// Where the line that an offset is in ends, behind its newline or at the end of the file.
  public long lineEnd(long offset) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var block = ByteBuffer.allocate(LINE_BYTES);
      var at = offset;
      while (channel.read(block.clear(), at) > 0) {
        for (var i = 0; i < block.position(); i++) {
          if (block.get(i) == '\n') {
            return at + i + 1;
          }
        }
        at += block.position();
      }
      return at;
    } catch (NoSuchFileException e) {
      return offset;
    }
  }

  /// Read backwards from the end. An unfinished last line counts as one. Goes no further back than
  /// what was left out.
  @Override
  public long tailOffset(int lines) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var end = channel.size();
      var wanted = lines;
      for (var blockEnd = end; blockEnd > 0; blockEnd -= BLOCK_BYTES) {
        var start = Math.max(0, blockEnd - BLOCK_BYTES);
        var block = read(channel, start, (int) (blockEnd - start));
        var gap = gap(block, block.length, start);
        var first = gap.map(hole -> hole.end() - start).orElse(0L);
        for (var i = block.length - 1; i >= first; i--) {
          var isLastByte = start + i == end - 1;
          if (block[i] == '\n' && !isLastByte && --wanted <= 0) {
            return lines == 0 ? end : start + i + 1;
          }
        }
        if (gap.isPresent()) {
          return lines == 0 ? end : gap.get().end();
        }
      }
      return lines == 0 ? end : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static byte[] read(FileChannel channel, long start, int bytes) throws IOException {
    var block = ByteBuffer.allocate(bytes);
    var at = start;
    while (block.hasRemaining()) {
      var read = channel.read(block, at);
      if (read < 0) {
        break; // somebody has shortened the file
      }
      at += read;
    }
    return block.array();
  }
}
