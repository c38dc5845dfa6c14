package dev.queuectl.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Files that living processes have open as their output, be it that of a job or of what a job has
/// left in the background. Only Linux tells.
final class Holders {
  private static final int[] OUTPUTS = {1, 2, 3};

  private Holders() {}

  /// The held files in a directory and below.
  static Set<Path> of(Path root) {
    var held = new HashSet<Path>();
    var names = Path.of("/proc").toFile().list((_, name) -> Character.isDigit(name.charAt(0)));
    if (Platform.LINUX && names != null) {
      Arrays.stream(names).forEach(pid -> addOutputs(pid, root, held));
    }
    return held;
  }

  private static void addOutputs(String pid, Path root, Set<Path> held) {
    for (var fd : OUTPUTS) {
      try {
        var target = Files.readSymbolicLink(Path.of("/proc", pid, "fd", Integer.toString(fd)));
        if (target.startsWith(root)) {
          held.add(target);
        }
      } catch (IOException e) {
        // how /proc says that the process has ended, has closed it, or is not ours to see
      }
    }
  }
}
