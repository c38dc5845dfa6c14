package dev.queuectl.process;

import java.nio.file.Files;
import java.nio.file.Path;

/// Why the system would not start a command, in words.
final class Refusal {
  static final String STARTED_BEFORE = "its output file exists already, so it was started before";

  private Refusal() {}

  /// @param errno what posix_spawn returned: an error number that does not say which of its steps
  ///   failed
  static String reason(Launch launch, int errno) {
    var cwd = Path.of(launch.cwd());
    if (!Files.exists(cwd)) {
      return "the working directory " + cwd + " does not exist";
    }
    if (!Files.isDirectory(cwd)) {
      return "the working directory " + cwd + " is not a directory";
    }
    if (!Files.isExecutable(cwd)) {
      return "the working directory " + cwd + " cannot be entered";
    }
    return switch (errno) {
      case Platform.EEXIST -> STARTED_BEFORE;
      case Platform.E2BIG -> "the command and its environment are too long for this system";
      default -> "the system refused to start it: " + Native.message(errno);
    };
  }
}
