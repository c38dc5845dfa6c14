package dev.queuectl.process.journal;

import java.util.regex.Pattern;

/// What a shell of ours says into its journal when it cannot start a command: it has nothing else
/// to say there but of signals. In the words of dash, of busybox and of bash, which tries again
/// before it gives up.
final class ShellTrouble {
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i).*(?:can(?:no|')t fork|fork: (?!retry)|can(?:no|')t (?:create|open|dup|duplicate) "
              + "|too many open files|no space left|read-only file system|cannot allocate memory"
              + "|input/output error|quota exceeded).*");

  /// Where the shell read what it was at: `sh: 4: `, `sh: line 4: `.
  private static final Pattern PLACE = Pattern.compile("^[^ :]*sh: (?:(?:line )?\\d+: )?");

  private ShellTrouble() {}

  static boolean isIn(String line) {
    return WORDS.matcher(line).matches();
  }

  static ProcessEnd end(String line) {
    return new ProcessEnd.Hindered(
        "its shell could not start it: " + PLACE.matcher(line).replaceFirst(""), true);
  }
}
