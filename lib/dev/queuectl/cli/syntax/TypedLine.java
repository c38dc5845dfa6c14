package dev.queuectl.cli.syntax;

import java.util.List;

/// A line as a person types it into the interactive shell, or writes it into a script: words and
/// quotes as in a POSIX shell (XCU 2.2), but nothing is expanded, and JSON needs no quotes.
///
/// @param missing what would have to follow, empty if the line is whole: `'`, `"`, `\` or `}`
/// @param operator the first unquoted character that would have a meaning to a shell, or empty
public record TypedLine(List<Word> words, String missing, String operator) {

  /// One word.
  ///
  /// @param text without quotes
  /// @param start where it begins in the line, its quotes included
  /// @param end where it ends
  /// @param quoted whether any of it is in quotes, or is JSON
  public record Word(String text, int start, int end, boolean quoted) {}

  public static TypedLine of(String line) {
    return new WordScanner(line).scan();
  }

  public boolean isWhole() {
    return missing.isEmpty();
  }

  List<String> texts() {
    return words.stream().map(Word::text).toList();
  }

  /// The words without the program's own name, with which many will begin out of habit.
  public List<String> command() {
    var texts = texts();
    return !texts.isEmpty() && texts.getFirst().matches("(.*/)?queuectl")
        ? texts.subList(1, texts.size())
        : texts;
  }
}
