package dev.queuectl.process.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The umask of this process. umask(2) can only be read by setting another one, under which some
/// other thread might make a file meanwhile.
public final class Umask {
  private static final String OWN = read();

  private Umask() {}

  /// Octal, as `umask` takes it.
  public static String own() {
    return OWN;
  }

  private static String read() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Umask:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("022"); // before Linux 4.7
    } catch (IOException e) {
      return "022";
    }
  }
}
