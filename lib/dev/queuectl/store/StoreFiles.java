package dev.queuectl.store;

import dev.queuectl.QueueException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes the database's file and its directory private, whatever the umask.
final class StoreFiles {
  private StoreFiles() {}

  /// @throws QueueException.Unavailable if there is no usable place for the file
  static void prepare(Path file) {
    if (Files.isDirectory(file)) {
      throw new QueueException.Unavailable(
          file + " is a directory, not a database", "Give the path of a file with --db.");
    }
    try {
      makePrivate(file);
    } catch (IOException e) {
      throw new QueueException.Unavailable(
          "the store %s cannot be made: %s".formatted(file, reason(e)),
          "Check that the path can be written, or give another one with --db.",
          e);
    }
    if (!Files.isReadable(file)) {
      throw new QueueException.Unavailable(
          "the store %s cannot be read".formatted(file), "Check who owns it and its mode.");
    }
  }

  private static void makePrivate(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    var directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode(directory, "rwx------"));
    }
    try {
      // SQLite gives its -wal and -shm files the mode of the database.
      Files.createFile(file, mode(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // another process was faster
    }
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    var posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "permission denied on " + denied.getFile();
      case FileAlreadyExistsException exists -> exists.getFile() + " is not a directory";
      case java.nio.file.FileSystemException failed when failed.getReason() != null ->
          failed.getReason();
      default -> e.getMessage();
    };
  }
}
