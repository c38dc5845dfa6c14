package dev.queuectl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The database files that this process has open. Nothing but SQLite may open and close one of
/// them, or a `-shm` beside it: closing any descriptor of a file ends all locks that the process
/// has on it (fcntl(2)). The next process would then think itself alone, and empty the shared
/// memory of those who work.
public final class OpenDatabases {
  private static final Set<Object> KEYS = ConcurrentHashMap.newKeySet();
  private static final List<String> BESIDE = List.of("-shm", "-wal", "-journal");

  private OpenDatabases() {}

  /// @param key of the file, as [BasicFileAttributes#fileKey], or its path
  public static void add(Object key) {
    KEYS.add(key);
  }

  public static void remove(Object key) {
    KEYS.remove(key);
  }

  /// Whether it is one of them, or one of the files that SQLite keeps beside one.
  public static boolean include(Path file) {
    if (KEYS.isEmpty()) {
      return false;
    }
    var name = String.valueOf(file.getFileName());
    return isOpen(file)
        || BESIDE.stream()
            .filter(name::endsWith)
            .map(suffix -> name.substring(0, name.length() - suffix.length()))
            .anyMatch(database -> isOpen(file.resolveSibling(database)));
  }

  /// Whether it is a database, by its first bytes (sqlite.org/fileformat.html). Does not read one
  /// that is open.
  public static boolean isDatabase(Path file) {
    if (include(file)) {
      return BESIDE.stream().noneMatch(file.toString()::endsWith);
    }
    try (var bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(15), StandardCharsets.US_ASCII).equals("SQLite format 3");
    } catch (IOException e) {
      return true; // it may be one; then more stays than need be
    }
  }

  private static boolean isOpen(Path file) {
    try {
      var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return KEYS.contains(key == null ? file : key);
    } catch (IOException e) {
      return false; // there is none
    }
  }

  /// @param what the file is for, as in "a list of jobs"
  /// @throws QueueException.Invalid if it is one of them
  public static Path refuse(String what, Path file) {
    if (include(file)) {
      throw new QueueException.Invalid(
          "%s is the queue's own database, not %s".formatted(file, what), "Choose another file.");
    }
    return file;
  }
}
