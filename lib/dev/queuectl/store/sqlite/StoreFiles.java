package dev.queuectl.store.sqlite;

import dev.queuectl.QueueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the database file and its directory private, whatever the umask.
final class StoreFiles {
  private static final int SMALLEST_DATABASE = 512;
  private static final long LOCK_BYTES_AT = 0x40000000L;
  private static final long LOCK_BYTES = 512;

  // SQLite gives its -wal and -shm files the mode of the database.
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private StoreFiles() {}

  /// One thread at a time, because closing a channel ends all locks of this process on its file.
  ///
  /// @throws QueueException.Unavailable if there is no usable place for the file
  static synchronized void prepare(Path file) {
    if (Files.isDirectory(file)) {
      throw new QueueException.Unavailable(
          file + " is a directory, not a database", QueueException.Known.STORE_FILE);
    }
    try {
      makePrivate(file);
      refuseFragment(file);
    } catch (IOException e) {
      throw new QueueException.Unavailable(
          "the store %s cannot be created: %s".formatted(file, reason(e)),
          QueueException.Known.WRITABLE_STORE,
          e);
    }
    if (!Files.isReadable(file)) {
      throw new QueueException.Unavailable(
          "the store %s cannot be read".formatted(file), "Check its owner and mode.");
    }
  }

  /// SQLite treats a file that is shorter than any database as empty, and writes over it.
  private static void refuseFragment(Path file) throws IOException {
    var size = Files.size(file);
    if (size > 0 && size < SMALLEST_DATABASE) {
      throw new QueueException.Unavailable(
          "the store %s is not a SQLite database".formatted(file),
          QueueException.Known.OTHER_STORE);
    }
  }

  /// Creates the file, and its directory if need be, unless it exists.
  static void makePrivate(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    var directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode(directory, "rwx------"));
    }
    try (var channel = FileChannel.open(file, CREATE, mode(file, "rw-------"))) {
      new Life(file).forget();
      discardLeftovers(file, channel);
    } catch (FileAlreadyExistsException e) {
      // another process was faster
    }
  }

  /// The files that a deleted database left behind must not be shared with a worker that still has
  /// it open. The lock is SQLite's own (sqlite.org/lockingv3.html): while we hold it on an empty
  /// file, nobody has begun to fill that.
  private static void discardLeftovers(Path file, FileChannel channel) throws IOException {
    var leftovers = List.of(beside(file, "-wal"), beside(file, "-shm"));
    if (leftovers.stream().noneMatch(Files::exists)) {
      return;
    }
    try (var lock = tryLock(channel)) {
      if (lock != null && channel.size() == 0) {
        for (var leftover : leftovers) {
          Files.deleteIfExists(leftover);
        }
      }
    }
  }

  /// The lock that SQLite takes to have a database to itself; null while anybody has it open.
  static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    return channel.tryLock(LOCK_BYTES_AT, LOCK_BYTES, false);
  }

  static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /// Makes a new name survive a power cut, where a directory can be opened.
  static void syncDirectory(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var directory = FileChannel.open(file.toAbsolutePath().getParent())) {
        directory.force(true);
      }
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

  static String reason(IOException e) {
    var reason = e instanceof java.nio.file.FileSystemException failed ? failed.getReason() : null;
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "permission denied on " + denied.getFile();
      case FileAlreadyExistsException exists -> exists.getFile() + " is not a directory";
      case java.nio.file.NoSuchFileException none -> "nothing can be created at " + none.getFile();
      default -> reason != null ? reason : String.valueOf(e.getMessage());
    };
  }
}
