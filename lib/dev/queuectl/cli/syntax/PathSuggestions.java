package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Suggestion;
import dev.queuectl.process.posix.PathText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The files that a path could become.
final class PathSuggestions {
  private static final int MOST = 500;

  private PathSuggestions() {}

  /// @param typed what is there of the path, relative to the working directory
  static List<Suggestion> of(Console console, String typed, boolean onlyDirectories) {
    var slash = typed.lastIndexOf('/') + 1;
    var found = new ArrayList<Suggestion>();
    try (var files =
        Files.newDirectoryStream(console.cwd().resolve(Path.of(typed.substring(0, slash))))) {
      for (var file : files) {
        var isDirectory = Files.isDirectory(file);
        if (PathText.isExact(file) && (isDirectory || !onlyDirectories)) {
          found.add(
              new Suggestion(
                  typed.substring(0, slash) + name(file) + (isDirectory ? "/" : ""), ""));
        }
        if (found.size() == MOST) {
          break;
        }
      }
    } catch (IOException
        | DirectoryIteratorException
        | UncheckedIOException
        | InvalidPathException e) {
      return List.of();
    }
    found.removeIf(file -> isHidden(file.word(), slash) && !isHidden(typed, slash));
    found.sort(Comparator.comparing(Suggestion::word));
    return found;
  }

  private static boolean isHidden(String path, int slash) {
    return path.startsWith(".", slash);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
