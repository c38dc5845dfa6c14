package dev.queuectl.process.posix;

import dev.queuectl.QueueException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A path as text, as it is stored and shown. On Linux a name is any bytes; those that are not
/// UTF-8 have no text, and what Java shows instead is the name of another file.
public final class PathText {
  private static final char REPLACEMENT = '\ufffd';

  private PathText() {}

  /// @param what it is the path of, as in "the working directory"
  /// @throws QueueException.Invalid if it has no text
  public static String of(String what, Path path) {
    var text = path.toString();
    if (!isExact(path)) {
      throw new QueueException.Invalid(
          "the path of %s is not valid UTF-8: %s".formatted(what, text),
          "Rename it, or use another one.");
    }
    return text;
  }

  /// Whether its text leads back to it.
  public static boolean isExact(Path path) {
    var text = path.toString();
    try {
      return text.indexOf(REPLACEMENT) < 0 || Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false; // this process runs in a locale that has few letters
    }
  }
}
