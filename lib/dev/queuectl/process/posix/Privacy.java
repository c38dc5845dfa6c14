package dev.queuectl.process.posix;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may look at files: their owner only, 0600 for files and 0700 for directories.
public final class Privacy {
  private static final Set<PosixFilePermission> OWNERS =
      Set.copyOf(PosixFilePermissions.fromString("rwx------"));

  private Privacy() {}

  /// The files and directories at and below some paths that others may read. What does not exist is
  /// private.
  public static List<Path> lacking(List<Path> places) throws IOException {
    var lacking = new ArrayList<Path>();
    for (var place : places) {
      if (hasModes(place)) {
        addLacking(place, lacking);
      }
    }
    return lacking;
  }

  private static boolean hasModes(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.exists(place);
  }

  private static void addLacking(Path place, List<Path> lacking) throws IOException {
    Files.walkFileTree(
        place,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(directory, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!isPrivate(file)) {
              lacking.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            return goOnIfGone(e);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            return e == null ? FileVisitResult.CONTINUE : goOnIfGone(e);
          }
        });
  }

  /// Workers create and delete files all the time.
  private static FileVisitResult goOnIfGone(IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  /// Links have no modes of their own.
  private static boolean isPrivate(Path path) throws IOException {
    try {
      return Files.isSymbolicLink(path)
          || OWNERS.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return true; // gone since it was listed
    }
  }

  /// Makes an empty file that only its owner can read.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException
  public static void makeFile(Path file) throws IOException {
    Files.createFile(file, PrivateFiles.fileMode());
  }

  /// Takes all rights away from others, and leaves the owner's.
  public static void restore(Path path) throws IOException {
    if (!hasModes(path)) {
      return;
    }
    var modes = EnumSet.copyOf(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    modes.retainAll(OWNERS);
    Files.setPosixFilePermissions(path, modes);
  }
}
