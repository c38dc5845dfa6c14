package dev.queuectl.cli.syntax;

import java.util.ArrayList;
import java.util.List;

/// The words of a command line that is being typed, up to the cursor.
///
/// @param before the complete ones, after the program's name
/// @param current what stands of the last one; may be empty
/// @param kept how much of `current` the shell keeps when it puts in a completion
public record TypedWords(List<String> before, String current, int kept) {
  public TypedWords {
    before = List.copyOf(before);
  }

  /// Words as zsh and fish take them.
  static TypedWords of(List<String> words) {
    var last = words.isEmpty() ? "" : words.getLast();
    var before = words.isEmpty() ? words : words.subList(0, words.size() - 1);
    return new TypedWords(before.stream().map(TypedWords::unquoted).toList(), unquoted(last), 0);
  }

  /// Words as bash takes them: it also breaks them around `=` and `:`, and only completes what
  /// comes behind.
  static TypedWords ofBash(List<String> words) {
    var whole = new ArrayList<String>();
    var kept = 0;
    var joins = false;
    for (var word : words) {
      var isBreak = word.matches("[:=]+");
      if (!whole.isEmpty() && (isBreak || joins)) {
        kept = whole.getLast().length() + (isBreak ? word.length() : 0);
        whole.add(whole.removeLast() + word);
      } else {
        kept = 0;
        whole.add(word);
      }
      joins = isBreak;
    }
    var typed = of(whole);
    return new TypedWords(typed.before, typed.current, kept);
  }

  private static String unquoted(String word) {
    return word.replaceAll("\\\\(.)", "$1").replaceAll("^[\"']|[\"']$", "");
  }
}
