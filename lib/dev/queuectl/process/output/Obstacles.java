package dev.queuectl.process.output;

import dev.queuectl.process.posix.DiskSpace;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What keeps every command of a queue from being started, judging by its directories. Anybody on
/// this host with access to them can find out.
public final class Obstacles {
  private Obstacles() {}

  /// The first obstacle; empty if nothing is in the way.
  ///
  /// @param reserveBytes how much must stay free on their disks
  /// @param run `run/`, where processes record their starts and ends
  /// @param logs where output goes
  public static Optional<String> find(long reserveBytes, Path run, LogStore logs) {
    return Stream.of(run, logs.root())
        .flatMap(place -> closed(place).stream())
        .findFirst()
        .or(
            () ->
                DiskSpace.shortage(reserveBytes, run, logs.root())
                    .map(space -> space.comparedWith(reserveBytes)))
        .or(logs::fullDisk);
  }

  /// Why no file can be created in a directory. If the directory does not exist, looks where it
  /// would be created.
  public static Optional<String> closed(Path directory) {
    var nearest = directory.toAbsolutePath();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      return Optional.of(nearest + " is not a directory");
    }
    if (Files.isWritable(nearest) && Files.isExecutable(nearest)) {
      return Optional.empty();
    }
    return Optional.of(
        isReadOnly(nearest)
            ? nearest + " is on a file system that is mounted read-only"
            : nearest + " cannot be written to");
  }

  /// Why no file can be created in an existing directory. It tries for real, since modes and free
  /// space reveal no quota, lack of inodes or failing disk.
  public static Optional<String> refusal(Path directory) {
    if (!Files.isDirectory(directory)) {
      return closed(directory);
    }
    try {
      Files.delete(Files.createTempFile(directory, ".probe-", "", PrivateFiles.fileMode()));
      return Optional.empty();
    } catch (IOException e) {
      return closed(directory).or(() -> Optional.of(words(e)));
    }
  }

  private static boolean isReadOnly(Path place) {
    try {
      return Files.getFileStore(place).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }

  /// What a file system exception says, as a clause. Some of Java's say only a name.
  public static String words(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + ": Permission denied";
      case FileAlreadyExistsException there -> there.getFile() + " is in the way";
      case NoSuchFileException gone -> gone.getFile() + " does not exist";
      case FileSystemException other -> String.valueOf(other.getMessage());
      case FileNotFoundException other -> String.valueOf(other.getMessage());
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
