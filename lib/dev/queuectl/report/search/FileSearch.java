package dev.queuectl.report.search;

import dev.queuectl.process.output.OutputReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/// Looks through one file, block by block: it is never in memory as a whole.
final class FileSearch {
  private static final int BLOCK_BYTES = 256 * 1024;

  /// Of a line that fills a block, so much is looked at again with what follows: more than any text
  /// has.
  private static final int OVERLAP_BYTES = 2048;

  private final Path file;
  private final Needle needle;
  private final Lines found;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);

  private long offset;
  private long line;
  private long told;
  private long bytes;
  private boolean ended;

  /// Is told of each line that contains the text.
  interface Lines {
    /// @param next where the next line begins
    /// @return whether to go on
    boolean add(long line, long offset, Needle.Shown shown, long next);
  }

  FileSearch(Path file, Needle needle, Lines found) {
    this.file = file;
    this.needle = needle;
    this.found = found;
  }

  /// Looks through at least one block, unless there is none.
  ///
  /// @param mostBytes no further block is begun then
  /// @param goesOn asked after each
  void run(long from, long fromLine, long mostBytes, BooleanSupplier goesOn) throws IOException {
    offset = from;
    line = fromLine;
    try (var channel = FileChannel.open(file)) {
      do {
        look(channel);
      } while (!ended && bytes < mostBytes && goesOn.getAsBoolean());
    } catch (NoSuchFileException e) {
      ended = true; // removed meanwhile
    }
  }

  /// Where it has stopped.
  long offset() {
    return offset;
  }

  long line() {
    return line;
  }

  /// How much was read.
  long bytes() {
    return bytes;
  }

  /// Whether there is nothing more in it.
  boolean isEnded() {
    return ended;
  }

  private void look(FileChannel channel) throws IOException {
    offset = new OutputReader(file).data(offset);
    block.clear();
    while (block.hasRemaining() && channel.read(block, offset + block.position()) > 0) {
      // a read may return less than there is
    }
    var isLast = block.hasRemaining();
    var seen = scan(block.array(), block.position(), isLast);
    ended |= isLast && seen == block.position();
    if (seen == 0 && !ended && !isLast) {
      seen = BLOCK_BYTES - OVERLAP_BYTES;
      piece(block.array(), BLOCK_BYTES);
    }
    bytes += seen;
    offset += seen;
  }

  /// @return how much of the block is done with: whole lines
  private int scan(byte[] bytes, int end, boolean isLast) {
    var start = 0;
    while (start < end && !ended) {
      var hit = needle.next(bytes, start, end);
      start = lineOf(bytes, start, hit < 0 ? end : hit);
      if (hit < 0) {
        return isLast ? end : start;
      }
      var stop = newline(bytes, hit, end);
      if (stop == end && !isLast) {
        return start;
      }
      var next = Math.min(stop + 1, end);
      tell(bytes, start, stop, next);
      line++;
      start = next;
    }
    return start;
  }

  /// The beginning of the line that a byte is in; lines before it are counted.
  private int lineOf(byte[] bytes, int from, int at) {
    var start = from;
    for (var i = from; i < at; i++) {
      if (bytes[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    return start;
  }

  private static int newline(byte[] bytes, int from, int end) {
    var at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /// Part of a line that is longer than a block.
  private void piece(byte[] bytes, int end) {
    if (needle.next(bytes, 0, end) >= 0) {
      tell(bytes, 0, end, BLOCK_BYTES - OVERLAP_BYTES);
    }
  }

  private void tell(byte[] bytes, int from, int to, int next) {
    if (line == told) {
      return; // another part of the same line
    }
    var text = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    needle
        .in(bytes, from, text)
        .ifPresent(
            shown -> {
              told = line;
              ended = !found.add(line, offset + from, shown, offset + next);
            });
  }
}
