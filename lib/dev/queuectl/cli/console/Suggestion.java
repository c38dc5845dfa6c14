package dev.queuectl.cli.console;

import dev.queuectl.report.Printable;

/// What the word at the cursor can be completed to.
///
/// @param word the whole word
/// @param meaning for people: a line, or empty
public record Suggestion(String word, String meaning) {
  /// No word, but the shell's own names of files, or of directories. An id cannot look like that.
  public static final Suggestion FILES = new Suggestion(":files", "");

  public static final Suggestion DIRECTORIES = new Suggestion(":directories", "");

  private static final int MEANING_LETTERS = 70;

  public Suggestion {
    var line = Printable.line(meaning.replace('\t', ' '));
    meaning = line.length() > MEANING_LETTERS ? line.substring(0, MEANING_LETTERS) + "..." : line;
  }

  /// The word with the first sentence of what help says of it.
  public static Suggestion explained(String word, String... help) {
    return new Suggestion(word, help.length == 0 ? "" : help[0].replaceFirst("\\.( .*)?$", ""));
  }

  public boolean isWord() {
    return !word.startsWith(":");
  }

  /// The same below `before`, as in `--state=dead`.
  public Suggestion after(String before) {
    return isWord() ? new Suggestion(before + word, meaning) : this;
  }
}
