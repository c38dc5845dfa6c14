package dev.queuectl.report.tail;

import dev.queuectl.Job;
import dev.queuectl.process.output.OutputReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What came last in one stream of one attempt, no more than somebody can read.
///
/// @param stream `stdout` or `stderr`
/// @param skipped how many bytes before them are left out
/// @param lines without their newlines
/// @param next the offset behind them
public record FreshLines(
    Job job, int attempt, String stream, long skipped, List<String> lines, long next) {
  private static final int MOST_BYTES = 16 * 1024;

  public FreshLines {
    lines = List.copyOf(lines);
  }

  /// What follows an offset: whole lines, unless the attempt has ended or a line is very long.
  static FreshLines of(Job job, int attempt, String stream, Path file, long from, boolean ended)
      throws IOException {
    var reader = new OutputReader(file);
    var size = reader.size();
    if (size <= from) {
      return new FreshLines(job, attempt, stream, 0, List.of(), from);
    }
    var begin = Math.max(from, size - MOST_BYTES);
    var start = begin == from ? from : Math.min(reader.lineEnd(begin), size);
    if (start == size) {
      start = begin; // one very long line
    }
    var bytes = new ByteArrayOutputStream();
    var end = reader.copy(start, size - start, bytes);
    var open = ended || bytes.size() >= MOST_BYTES ? 0 : unfinished(bytes.toByteArray());
    var text = bytes.toString(StandardCharsets.UTF_8);
    var whole = open == 0 ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    return new FreshLines(
        job,
        attempt,
        stream,
        start - from,
        whole.isEmpty() ? List.of() : List.of(whole.split("\n")),
        end - open);
  }

  private static int unfinished(byte[] bytes) {
    var at = bytes.length;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return bytes.length - at;
  }

  /// Where the last lines begin.
  static long tail(Path file, int lines) throws IOException {
    return new OutputReader(file).tailOffset(lines);
  }

  /// The last of them only.
  FreshLines last(int most) {
    if (lines.size() <= most) {
      return this;
    }
    var left = lines.subList(0, lines.size() - most);
    var bytes =
        left.stream().mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1L).sum();
    var rest = lines.subList(left.size(), lines.size());
    return new FreshLines(job, attempt, stream, skipped + bytes, rest, next);
  }
}
