package dev.queuectl;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Matching what a person typed against the words there are.
public final class Words {
  /// The beginning of a word has at least so many letters to stand for it.
  private static final int FEWEST_LETTERS = 3;

  /// So many names say what a list is about.
  private static final int FEW = 3;

  private Words() {}

  /// All of a few names, or the first of many: `mail, ocr, media and 12 more`.
  public static String few(List<String> names) {
    return names.size() <= FEW + 1
        ? listed(names)
        : "%s and %s more"
            .formatted(
                String.join(", ", names.subList(0, FEW)), Numbers.grouped(names.size() - FEW));
  }

  private static String listed(List<String> names) {
    var last = names.size() - 1;
    return last <= 0
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /// The value whose word is `text`, ignoring case.
  ///
  /// @throws QueueException.Invalid naming the nearest word, or all of them
  public static <T> T match(String kind, String text, T[] values, Function<T, String> word) {
    for (var value : values) {
      if (word.apply(value).equalsIgnoreCase(text.strip())) {
        return value;
      }
    }
    var words = Arrays.stream(values).map(word).toList();
    throw new QueueException.Invalid(
        "unknown " + kind + " \"" + text + "\"",
        nearest(text, words)
            .map(near -> "Did you mean " + near + "?")
            .orElse("It is one of " + String.join(", ", words) + "."));
  }

  /// The word that is probably meant by `text`: the only one that begins like that, if it says
  /// enough of it, or else the one with the fewest edits, if it is near enough to be a slip: at
  /// most one edit in three letters.
  public static Optional<String> nearest(String text, Collection<String> words) {
    var typed = text.toLowerCase(Locale.ROOT);
    return onlyOneBeginning(typed, words).or(() -> fewestEdits(typed, words));
  }

  private static Optional<String> onlyOneBeginning(String typed, Collection<String> words) {
    if (typed.replace("-", "").length() < FEWEST_LETTERS) {
      return Optional.empty();
    }
    var found =
        words.stream()
            .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(typed))
            .distinct()
            .limit(2)
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Optional<String> fewestEdits(String typed, Collection<String> words) {
    return words.stream()
        .collect(Collectors.toMap(word -> word, word -> edits(typed, word), Math::min))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() <= Math.max(1, entry.getKey().length() / 3))
        .min(
            Comparator.comparingInt((java.util.Map.Entry<String, Integer> e) -> e.getValue())
                .thenComparing(java.util.Map.Entry::getKey))
        .map(java.util.Map.Entry::getKey);
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of
  /// neighbours (Damerau 1964, in the restricted form that never edits a place twice).
  private static int edits(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(int[][] rows, String a, String b, int i, int j) {
    var same = a.charAt(i - 1) == b.charAt(j - 1);
    var best =
        Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
