package dev.queuectl.cli.access;

import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.posix.PrivateFiles;
import dev.queuectl.store.OutputStore;
import dev.queuectl.store.OutputStore.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies of what was printed on other hosts, in files of this process, so that everything that
/// reads output reads files. They are kept for a day: who asked for their names may still read
/// them.
final class FetchedOutput implements LogStore.Elsewhere {
  private static final Logger log = LoggerFactory.getLogger(FetchedOutput.class);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST_COPIES = 1000;

  private final OutputStore store;
  private final Path all;
  private final Instant now;
  private final Map<Stream, Copy> copies = new LinkedHashMap<>();
  private boolean tidied;

  /// @param all where each process has a folder
  FetchedOutput(OutputStore store, Path all, Instant now) {
    this.store = store;
    this.all = all;
    this.now = now;
  }

  @Override
  public synchronized Optional<LogStore.Output> fetch(long seq, int attempt) {
    try {
      var stdout = updated(new Stream(seq, attempt, true));
      var stderr = updated(new Stream(seq, attempt, false));
      return Files.exists(stdout) || Files.exists(stderr)
          ? Optional.of(new LogStore.Output(stdout, stderr))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path updated(Stream stream) throws IOException {
    var copy = copies.computeIfAbsent(stream, this::copy);
    copy.update(store, stream);
    if (copies.size() > MOST_COPIES) {
      var oldest = copies.keySet().iterator().next();
      Files.deleteIfExists(copies.remove(oldest).file);
    }
    return copy.file;
  }

  private Copy copy(Stream stream) {
    tidy();
    var folder = all.resolve(Long.toString(ProcessHandle.current().pid()));
    var name = stream.seq() + "." + stream.attempt() + (stream.stdout() ? ".out" : ".err");
    return new Copy(folder.resolve(name));
  }

  /// Once a process.
  private void tidy() {
    if (tidied || !Files.isDirectory(all)) {
      return;
    }
    tidied = true;
    try (var folders = Files.newDirectoryStream(all)) {
      for (var folder : folders) {
        tidy(folder);
      }
    } catch (IOException | DirectoryIteratorException e) {
      log.info("could not tidy directory={} reason={}", all, e.toString());
    }
  }

  private void tidy(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
          Files.deleteIfExists(file);
        }
      }
    }
    var left = folder.toFile().list();
    if (left != null && left.length == 0) {
      Files.deleteIfExists(folder);
    }
  }

  /// A file, and how much it has.
  private static final class Copy {
    private final Path file;
    private int edition = -1;
    private long at;

    Copy(Path file) {
      this.file = file;
    }

    /// Another edition gets a file of its own, which takes the place of this one when it is as
    /// complete as the store has it.
    void update(OutputStore store, Stream stream) throws IOException {
      if (at > 0 && !Files.exists(file)) {
        edition = -1; // somebody has tidied up
      }
      var anew = file.resolveSibling(file.getFileName() + ".new");
      var to = file;
      for (var parts = store.read(stream, edition, at);
          !parts.isEmpty();
          parts = store.read(stream, edition, at)) {
        if (parts.getFirst().edition() > edition) {
          edition = parts.getFirst().edition();
          to = anew;
          PrivateFiles.makeDirectoryOf(to);
          Files.deleteIfExists(to);
        }
        for (var part : parts) {
          write(to, part);
          at = part.end();
        }
      }
      if (to != file) {
        Files.move(to, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }

    private static void write(Path to, OutputStore.Part part) throws IOException {
      try (var channel = PrivateFiles.open(to)) {
        var bytes = ByteBuffer.wrap(part.bytes());
        while (bytes.hasRemaining()) {
          channel.write(bytes, part.at() + bytes.position());
        }
      }
    }
  }
}
