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

/// What keeps every command of a queue from being started, judging by its directories: anybody on
/// this host with access to them can find out.
public final class Obstacles {
  private Obstacles() {}

  /// The first there is; empty if nothing is in the way.
  ///
  /// @param reserveBytes what is to stay free on their disks
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

  /// Why no file can be made in a directory; one that is not there is looked at where it would be
  /// made.
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

  /// Why no file can be made in a directory that is there, tried for real: no look at modes and
  /// room shows a quota, a lack of inodes or a disk that fails.
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

  /// What an exception of the file system says, as a clause. Some of Java's say nothing but a name.
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
