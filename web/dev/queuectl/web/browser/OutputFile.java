package dev.queuectl.web.browser;

import dev.queuectl.process.output.OutputReader;
import dev.queuectl.web.page.output.OutputWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/// Windows on a file of output, whatever its size: what is read at once has a bound, in bytes and
/// in lines.
final class OutputFile {
  private static final int BLOCK_BYTES = 256 * 1024;
  private static final int LEAST_HOLE = 4096;

  private final String stream;
  private final Path file;

  OutputFile(String stream, Path file) {
    this.stream = stream;
    this.file = file;
  }

  /// The end.
  OutputWindow tail() {
    return before(Long.MAX_VALUE);
  }

  /// What ends at an offset, from the beginning of a line if there is one.
  OutputWindow before(long until) {
    return reading(
        channel -> {
          var end = Math.min(until, channel.size());
          var earliest = Math.max(0, end - OutputWindow.MOST_BYTES);
          var block = read(channel, earliest, (int) (end - earliest));
          var hole = hole(block);
          var start = Math.max(hole, start(block, earliest == 0 || hole > 0));
          var from = earliest + start;
          return window(
              Arrays.copyOfRange(block, start, block.length),
              from,
              lines(channel, from) + 1,
              channel.size());
        });
  }

  /// What begins at an offset.
  OutputWindow at(long from) {
    return reading(channel -> ahead(channel, Math.min(from, channel.size())));
  }

  /// What begins some lines before the one of a number.
  OutputWindow around(long line) {
    return reading(channel -> ahead(channel, offset(channel, Math.max(1, line - 20))));
  }

  /// What has come since.
  ///
  /// @param line the number of the line that begins there
  OutputWindow since(long from, long line) {
    return reading(
        channel -> {
          var start = Math.min(from, channel.size());
          return ahead(start, line, channel.size());
        });
  }

  private OutputWindow ahead(FileChannel channel, long from) throws IOException {
    return ahead(from, lines(channel, from) + 1, channel.size());
  }

  /// Where something was left out while the job runs, a sentence stands for it: then the window
  /// ends where it ends, since lines and offsets are no longer the same.
  private OutputWindow ahead(long from, long line, long size) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var end = new OutputReader(file).copy(from, OutputWindow.MOST_BYTES, bytes);
    return end - from == bytes.size()
        ? window(bytes.toByteArray(), from, line, size)
        : new OutputWindow(
            stream, bytes.toString(StandardCharsets.UTF_8), line, from, end, end, line, size);
  }

  private interface Reading<T> {
    T from(FileChannel channel) throws IOException;
  }

  private OutputWindow reading(Reading<OutputWindow> reading) {
    try (var channel = FileChannel.open(file)) {
      return reading.from(channel);
    } catch (NoSuchFileException e) {
      return new OutputWindow(stream, "", 1, 0, 0, 0, 1, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the last lines of a block begin: no more than a page shows; never in the middle of one,
  /// unless it is longer than the block.
  private static int start(byte[] block, boolean isWhole) {
    var left = OutputWindow.MOST_LINES;
    for (var i = block.length - 2; i >= 0; i--) {
      if (block[i] == '\n' && --left == 0) {
        return i + 1;
      }
    }
    if (isWhole) {
      return 0;
    }
    for (var i = 0; i < block.length - 1; i++) {
      if (block[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  /// Where the block begins behind what was left out of it, which reads as NUL bytes.
  private static int hole(byte[] block) {
    for (var i = block.length - 1; i >= LEAST_HOLE; i--) {
      if (block[i] == 0 && block[i - LEAST_HOLE] == 0 && block[i - LEAST_HOLE / 2] == 0) {
        return i + 1;
      }
    }
    return 0;
  }

  private OutputWindow window(byte[] block, long from, long firstLine, long size) {
    var lines = 0;
    var complete = 0;
    for (var i = 0; i < block.length && lines < OutputWindow.MOST_LINES; i++) {
      if (block[i] == '\n') {
        lines++;
        complete = i + 1;
      }
    }
    var isCut = lines == OutputWindow.MOST_LINES || from + block.length < size && complete > 0;
    var length = isCut ? complete : block.length;
    return new OutputWindow(
        stream,
        new String(block, 0, length, StandardCharsets.UTF_8),
        firstLine,
        from,
        from + length,
        isCut || complete == length ? from + length : next(from, complete, length),
        firstLine + lines,
        size);
  }

  /// An unfinished line is read again when it may have grown, unless it fills a window already.
  private static long next(long from, int complete, int length) {
    return length - complete >= OutputWindow.MOST_BYTES ? from + length : from + complete;
  }

  private static byte[] read(FileChannel channel, long from, int bytes) throws IOException {
    var block = ByteBuffer.allocate(bytes);
    while (block.hasRemaining() && channel.read(block, from + block.position()) > 0) {
      // a read may return less than there is
    }
    return Arrays.copyOf(block.array(), block.position());
  }

  private long lines(FileChannel channel, long until) throws IOException {
    var lines = 0L;
    for (var at = data(0); at < until; at = data(at + BLOCK_BYTES)) {
      for (var each : read(channel, at, (int) Math.min(BLOCK_BYTES, until - at))) {
        if (each == '\n') {
          lines++;
        }
      }
    }
    return lines;
  }

  private long offset(FileChannel channel, long line) throws IOException {
    var left = line - 1;
    for (var at = data(0); left > 0 && at < channel.size(); at = data(at + BLOCK_BYTES)) {
      var block = read(channel, at, (int) Math.min(BLOCK_BYTES, channel.size() - at));
      for (var i = 0; i < block.length; i++) {
        if (block[i] == '\n' && --left == 0) {
          return at + i + 1;
        }
      }
    }
    return left > 0 ? channel.size() : 0;
  }

  private long data(long at) throws IOException {
    return new OutputReader(file).data(at);
  }
}
