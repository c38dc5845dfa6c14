package dev.queuectl.cli.worker;

import dev.queuectl.cli.worker.WorkerLine.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What one detached worker has written into its log since the last look: line by line, or counted
/// where it is more than a person could read.
public final class WorkerNews {
  private static final int READABLE = 6;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path log;
  private long offset;

  public WorkerNews(Path log) {
    this.log = log;
  }

  /// New whole lines, as a person at a prompt wants them; a file that has gone has none.
  public List<WorkerLine> read() {
    try {
      var lines =
          lines().stream()
              .filter(line -> !line.isBlank())
              .map(WorkerLine::of)
              .filter(line -> line.kind() != Kind.JOINED)
              .toList();
      return lines.size() <= READABLE ? lines : List.of(counted(lines));
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      offset = Math.min(offset, file.length()); // it was cut, see BoundedLog
      var bytes = new byte[Math.clamp(file.length() - offset, 0, CHUNK_BYTES)];
      file.seek(offset);
      file.readFully(bytes);
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      var whole = text.lastIndexOf('\n') + 1;
      offset += whole;
      return new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private WorkerLine counted(List<WorkerLine> lines) {
    var parts = new ArrayList<String>();
    for (var kind : List.of(Kind.COMPLETED, Kind.BURIED, Kind.RETRYING)) {
      var count = lines.stream().filter(line -> line.kind() == kind).count();
      if (count > 0) {
        parts.add("%,d %s".formatted(count, word(kind)));
      }
    }
    return new WorkerLine(
        Kind.OTHER,
        "%s (%,d lines in %s)"
            .formatted(parts.isEmpty() ? "busy" : String.join(", ", parts), lines.size(), log));
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case COMPLETED -> "completed";
      case BURIED -> "moved to the DLQ";
      case RETRYING -> "failed and will be retried";
      case JOINED, TROUBLE, RECOVERED, WARNING, OTHER -> throw new IllegalArgumentException();
    };
  }
}
