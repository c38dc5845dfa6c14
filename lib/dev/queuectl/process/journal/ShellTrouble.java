package dev.queuectl.process.journal;

import dev.queuectl.process.journal.Exit.End;
import java.util.regex.Pattern;

/// What one of our shells writes to its journal when it cannot start a command; apart from notices
/// about signals, it writes nothing else there. In the words of dash, busybox and bash, which
/// retries before it gives up.
final class ShellTrouble {
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i).*(?:can(?:no|')t fork|fork: (?!retry)|can(?:no|')t (?:create|open|dup|duplicate) "
              + "|too many open files|no space left|read-only file system|cannot allocate memory"
              + "|input/output error|quota exceeded).*");

  /// Where the shell says it was reading: `sh: 4: `, `sh: line 4: `.
  private static final Pattern PLACE = Pattern.compile("^[^ :]*sh: (?:(?:line )?\\d+: )?");

  private ShellTrouble() {}

  static boolean isIn(String line) {
    return WORDS.matcher(line).matches();
  }

  static End end(String line) {
    return new End.Hindered(
        "its shell could not start it: " + PLACE.matcher(line).replaceFirst(""), true);
  }
}
