package dev.queuectl.store.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A database among the files in its folder, for maintenance: which are its own, and which others
/// have left there. None of them has to be a database.
public record DatabaseFolder(Path database) {

  /// The database and what SQLite keeps next to it while somebody has it open.
  public List<Path> own() {
    return List.of(database, beside("-wal"), beside("-shm"));
  }

  /// Whether it does not exist, but a file that may hold its last changes does. Opening it then
  /// would create a new database, and lose them.
  public boolean isMissing() {
    return !Files.exists(database) && Files.exists(beside("-wal"));
  }

  /// How many names it has. SQLite would keep a log for each.
  public int names() throws IOException {
    return database.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? ((Number) Files.getAttribute(database, "unix:nlink")).intValue()
        : 1;
  }

  /// Logs that belong to a database that was here before, see [Life].
  public List<Path> leftLogs() throws IOException {
    return list(".left-*-wal");
  }

  /// Unfinished copies that nobody has worked on since then.
  public List<Path> unfinished(Instant before) throws IOException {
    var found = new ArrayList<Path>();
    for (var file : list("*.unfinished*")) {
      if (isOlder(file, before)) {
        found.add(file);
      }
    }
    return found;
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // finished in the meantime
    }
  }

  private List<Path> list(String rest) throws IOException {
    var found = new ArrayList<Path>();
    var folder = Objects.requireNonNull(database.getParent());
    try (var files = Files.newDirectoryStream(folder, database.getFileName() + rest)) {
      files.forEach(found::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private Path beside(String suffix) {
    return StoreFiles.beside(database, suffix);
  }
}
