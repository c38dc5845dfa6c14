package dev.queuectl.process.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The umask of this process. With umask(2) it can only be read by setting another one, and another
/// thread might create a file under that.
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
