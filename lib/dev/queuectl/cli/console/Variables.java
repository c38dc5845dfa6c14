package dev.queuectl.cli.console;

import dev.queuectl.environment.ByteText;
import dev.queuectl.process.posix.UserLocale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The environment variables of this process as its user set them. Where bytes are not UTF-8, Java
/// puts U+FFFD, which in the name of a directory would be another directory; here they are as in
/// [ByteText], which is no path.
final class Variables {
  /// Where the kernel does not show the bytes.
  private static final char UNREADABLE = '\udcff';

  private static final char REPLACEMENT = '\ufffd';
  private static final Path ENVIRON = Path.of("/proc/self/environ");

  private Variables() {}

  static Map<String, String> own() {
    var variables = new HashMap<>(System.getenv());
    UserLocale.restore(variables);
    if (variables.values().stream().anyMatch(Variables::isDamaged)) {
      var exact = exact();
      variables.replaceAll(
          (name, value) ->
              isDamaged(value)
                  ? exact.getOrDefault(name, value.replace(REPLACEMENT, UNREADABLE))
                  : value);
    }
    return variables;
  }

  /// Whether its bytes are no text.
  static boolean isUnreadable(String value) {
    return !ByteText.isText(value);
  }

  private static boolean isDamaged(String value) {
    return value.indexOf(REPLACEMENT) >= 0;
  }

  /// Straight from the kernel (proc_pid_environ(5)), where there is one that shows them.
  private static Map<String, String> exact() {
    var exact = new HashMap<String, String>();
    if (Files.isReadable(ENVIRON)) {
      for (var variable : bytes().split("\0")) {
        var text = ByteText.decoded(variable.getBytes(StandardCharsets.ISO_8859_1));
        var end = text.indexOf('=');
        if (end > 0) {
          exact.put(text.substring(0, end), text.substring(end + 1));
        }
      }
    }
    return exact;
  }

  /// A character a byte.
  private static String bytes() {
    try {
      return Files.readString(ENVIRON, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
