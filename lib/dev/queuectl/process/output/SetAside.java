package dev.queuectl.process.output;

import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Output that nobody will ask for, but that a process still has open: if such a file were deleted,
/// it would still take up space, unseen and without bounds. It is moved into one directory, and
/// deleted when nobody has it open.
///
/// @param root of a [LogStore]
public record SetAside(Path root) {

  public Path directory() {
    return root.resolve("removed");
  }

  /// Deletes a file, or moves it here until nobody has it open.
  public void add(Path file) throws IOException {
    try {
      if (OpenOutputFiles.areOf(file)) {
        PrivateFiles.makeDirectory(directory());
        Files.move(file, vacant(file.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      // gone already
    }
  }

  private Path vacant(String name) {
    var vacant = directory().resolve(name);
    for (var i = 2; Files.exists(vacant); i++) {
      vacant = directory().resolve(name + "." + i);
    }
    return vacant;
  }

  /// The files that nobody has open any more.
  List<Path> free() throws IOException {
    var free = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(directory())) {
      for (var file : files) {
        if (!OpenOutputFiles.areOf(file)) {
          free.add(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return free;
    }
    return free;
  }

  /// Deletes those, and the directory with the last one.
  void tidy() throws IOException {
    var free = free();
    for (var file : free) {
      Files.deleteIfExists(file);
    }
    if (!free.isEmpty()) {
      deleteIfEmpty();
    }
  }

  private void deleteIfEmpty() throws IOException {
    try {
      Files.deleteIfExists(directory());
    } catch (DirectoryNotEmptyException e) {
      // some are still held
    }
  }
}
