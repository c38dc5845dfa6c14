package dev.queuectl.process.output;

import dev.queuectl.process.posix.FileLease;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Output files that living processes have open: jobs, and what jobs left in the background. Only
/// known on Linux.
public final class OpenOutputFiles {
  private OpenOutputFiles() {}

  /// Whether a living process may still write to a file, through any descriptor.
  static boolean areOf(Path file) throws IOException {
    return switch (FileLease.writers(file)) {
      case NOBODY -> false;
      case SOMEBODY -> true;
      case UNKNOWN -> of(file.toRealPath().resolveSibling("")).contains(file.toRealPath());
    };
  }

  /// The files in and below a directory that processes have open, for reading or for writing. Looks
  /// at every process it is allowed to see.
  public static Set<Path> of(Path root) {
    var held = new HashSet<Path>();
    var names = Path.of("/proc").toFile().list((_, name) -> Character.isDigit(name.charAt(0)));
    var own = Long.toString(ProcessHandle.current().pid());
    if (Platform.LINUX && names != null) {
      Arrays.stream(names)
          .filter(pid -> !pid.equals(own))
          .forEach(pid -> addOpen(Path.of("/proc", pid, "fd"), root, held));
    }
    return held;
  }

  private static void addOpen(Path descriptors, Path root, Set<Path> held) {
    var names = descriptors.toFile().list();
    if (names == null) {
      return; // the process has ended, or is not ours to see
    }
    for (var name : names) {
      try {
        var target = Files.readSymbolicLink(descriptors.resolve(name));
        if (target.startsWith(root)) {
          held.add(target);
        }
      } catch (IOException e) {
        // closed since
      }
    }
  }
}
