package dev.queuectl.process.posix;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and directories that only their owner can read.
public final class PrivateFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  /// Creates a file with mode 0600, where there are such modes.
  public static FileAttribute<?>[] fileMode() {
    return mode("rw-------");
  }

  /// Writes a file, replacing an existing one.
  public static void write(Path file, String text) throws IOException {
    var options = Set.of(CREATE, WRITE, TRUNCATE_EXISTING);
    try (var channel = Files.newByteChannel(file, options, fileMode())) {
      channel.write(StandardCharsets.UTF_8.encode(text));
    }
  }

  /// Opens a file for writing, and creates it if need be.
  public static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(CREATE, WRITE), fileMode());
  }

  /// Creates a directory and those above it, with mode 0700; existing ones stay as they are.
  public static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode("rwx------"));
    }
  }

  /// Creates a directory, but none above it: a queue that was moved away must not come back empty.
  static void makeOnlyDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, mode("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /// Creates the directory of a file, as [#makeDirectory] does.
  public static void makeDirectoryOf(Path file) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      makeDirectory(directory);
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
