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

  /// To make a file with mode 0600, where there are such modes.
  public static FileAttribute<?>[] fileMode() {
    return mode("rw-------");
  }

  /// Writes a file, in place of one that is there.
  public static void write(Path file, String text) throws IOException {
    var options = Set.of(CREATE, WRITE, TRUNCATE_EXISTING);
    try (var channel = Files.newByteChannel(file, options, fileMode())) {
      channel.write(StandardCharsets.UTF_8.encode(text));
    }
  }

  /// Opens a file for writing, and makes it if need be.
  public static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(CREATE, WRITE), fileMode());
  }

  /// Makes a directory and those above it, with mode 0700; one that exists stays as it is.
  public static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode("rwx------"));
    }
  }

  /// Makes a directory, but none above it: a queue that was moved away must not come back empty.
  static void makeOnlyDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, mode("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /// Makes the directory that a file is to be in, as [#makeDirectory] does.
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
