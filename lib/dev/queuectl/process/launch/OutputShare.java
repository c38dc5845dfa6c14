package dev.queuectl.process.launch;

import dev.queuectl.OpenDatabases;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.StrayOutput;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Who owns a folder of output, and how a copy of a queue gets its share of it.
///
/// @param folder with a file `owner`, which holds the name of the database beside `logs/`
public record OutputShare(LogStore folder) {

  private Path file() {
    return folder.root().resolve("owner");
  }

  /// Empty if no owner is recorded yet.
  public String owner() throws IOException {
    try {
      return Files.readString(file(), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException | java.nio.charset.MalformedInputException e) {
      return "";
    }
  }

  public void own(String database) throws IOException {
    PrivateFiles.makeDirectory(folder.root());
    PrivateFiles.write(file(), database + "\n");
  }

  /// Gives this folder the output in another one that belongs to attempts of its jobs. Where the
  /// file system allows it, the two share each file until one of them deletes its own name for it.
  ///
  /// @param without the numbers of jobs whose output is left out
  public void take(LogStore from, StrayOutput.Jobs jobs, Set<Long> without) throws IOException {
    for (var file : new StrayOutput(from.root()).kept(jobs, without)) {
      var target = folder.root().resolve(from.root().relativize(file));
      PrivateFiles.makeDirectoryOf(target);
      try {
        Files.createLink(target, file);
      } catch (NoSuchFileException e) {
        // deleted since it was listed
      } catch (IOException | UnsupportedOperationException e) {
        Files.copy(file, target);
      }
    }
  }

  /// Deletes what [#take] has created.
  public void discard() throws IOException {
    try (var files = Files.walk(folder.root())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// The databases in a directory.
  public static List<Path> databases(Path directory) throws IOException {
    var found = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
      for (var file : files) {
        if (OpenDatabases.isDatabase(file)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
