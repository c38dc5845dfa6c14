package dev.queuectl.process.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Output of ended attempts that background processes may still write to: it keeps its place,
/// within bounds, and an empty file is deleted once nobody has it open.
final class HeldOutput {
  private final Path root;

  /// Of ended attempts: empty ones that nobody has open can be deleted.
  private final Set<Path> ended = ConcurrentHashMap.newKeySet();

  /// Of attempts that may be running.
  private final Set<Path> found = ConcurrentHashMap.newKeySet();

  HeldOutput(Path root) {
    this.root = root;
  }

  /// Adds a file of an attempt that has ended.
  void add(Path file) {
    ended.add(file);
  }

  /// Finds the files that any process holds open, as after a restart of the worker.
  void search() throws IOException {
    if (isAnyThere()) {
      found.addAll(OpenOutputFiles.of(root.toRealPath()));
    }
    new SetAside(root).tidy();
  }

  /// To look at all files that all processes have open takes a tenth of a worker's start.
  private boolean isAnyThere() throws IOException {
    try (var files = Files.walk(root)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (UncheckedIOException e) {
      return true; // something is being removed
    }
  }

  /// @param maxBytes the cap of each file
  void bound(long maxBytes) throws IOException {
    for (var file : ended) {
      if (isHeld(file)) {
        Bound.apply(file, maxBytes);
      } else {
        ended.remove(file);
        deleteIfEmpty(file);
      }
    }
    for (var file : found) {
      if (isHeld(file)) {
        Bound.apply(file, maxBytes);
      } else {
        found.remove(file);
      }
    }
  }

  private static boolean isHeld(Path file) throws IOException {
    return Files.exists(file) && OpenOutputFiles.areOf(file);
  }

  private static void deleteIfEmpty(Path file) throws IOException {
    try {
      if (Files.size(file) == 0) {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      // removed with its job
    }
  }
}
