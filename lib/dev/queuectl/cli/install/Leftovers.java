package dev.queuectl.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/// What an installation no longer needs, and what an interrupted one left.
record Leftovers(InstallPlaces places) {
  private static final Pattern STAGE = Pattern.compile("\\.new-(\\d+)");
  private static final String OLD = ".old-";

  /// Removes what interrupted processes left behind.
  void sweep() throws IOException {
    if (!Files.isDirectory(places.versions())) {
      return;
    }
    try (var all = Files.list(places.versions())) {
      for (var each : (Iterable<Path>) all.filter(Leftovers::isLeft)::iterator) {
        Trees.delete(each);
      }
    }
  }

  private static boolean isLeft(Path folder) {
    var name = folder.getFileName().toString();
    var stage = STAGE.matcher(name);
    return name.startsWith(OLD)
        || stage.matches()
            && ProcessHandle.of(Long.parseLong(stage.group(1))).stream()
                .noneMatch(ProcessHandle::isAlive);
  }

  /// Removes a version: first from sight, so that it is never there in part.
  void remove(Path folder) throws IOException {
    var old = folder.resolveSibling(OLD + folder.getFileName());
    Trees.delete(old);
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    Trees.delete(old);
  }
}
