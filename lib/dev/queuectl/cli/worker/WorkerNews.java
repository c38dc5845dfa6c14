package dev.queuectl.cli.worker;

import dev.queuectl.cli.console.Style;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one detached worker has written into its log since the last look: line by line, or counted
/// where it is more than a person could read.
public final class WorkerNews {
  private static final int READABLE = 6;
  private static final int CHUNK_BYTES = 1 << 20;

  /// By which words of a line one knows what it tells, in the order of the count.
  private static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of(
              " completed successfully", "completed",
              " will retry in ", "failed and will be retried",
              " moved to DLQ", "moved to the DLQ"));

  private final Path log;
  private long offset;

  public WorkerNews(Path log) {
    this.log = log;
  }

  /// New whole lines, as a person at a prompt wants them; a file that has gone has none.
  public List<String> read() {
    try {
      var lines = lines();
      lines.removeIf(line -> line.isBlank() || line.matches("Worker \\S+ started with .*"));
      return lines.size() <= READABLE ? lines : List.of(counted(lines));
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(log)) {
      return new ArrayList<>();
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      offset = Math.min(offset, file.length()); // it was cut, see BoundedLog
      var bytes = new byte[Math.clamp(file.length() - offset, 0, CHUNK_BYTES)];
      file.seek(offset);
      file.readFully(bytes);
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      var whole = text.lastIndexOf('\n') + 1;
      offset += whole;
      return new ArrayList<>(new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList());
    }
  }

  private String counted(List<String> lines) {
    var parts = new ArrayList<String>();
    KINDS.forEach(
        (words, kind) -> {
          var count = lines.stream().filter(line -> line.contains(words)).count();
          if (count > 0) {
            parts.add("%,d %s".formatted(count, kind));
          }
        });
    return "%s (%,d lines in %s)"
        .formatted(parts.isEmpty() ? "busy" : String.join(", ", parts), lines.size(), log);
  }

  /// The colour that [EventPrinter] gives such a line on a terminal.
  public static Style style(String line) {
    return line.contains(" completed successfully")
        ? Style.GREEN
        : line.contains(" moved to DLQ") || line.startsWith("In trouble")
            ? Style.RED
            : line.contains(" will retry in ") || line.contains("will run again")
                ? Style.YELLOW
                : Style.DIM;
  }
}
