package dev.queuectl.outcome;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression that takes time proportional to the text, whatever both are: people write
/// them, jobs write the text, and a worker reads it between two jobs. So it has no references back
/// and does not look ahead (RE2: Cox, "Regular Expression Matching Can Be Simple And Fast", 2007).
final class LinearPattern {
  /// Each character of the text takes a step in each of them, at worst.
  private static final int MOST_STATES = 2000;

  private final Pattern pattern;

  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{1,9})?)?\\}");

  private LinearPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /// @throws IllegalArgumentException saying what is wrong
  static LinearPattern of(String expression) {
    if (new Size(expression).ofAll() > MOST_STATES) {
      throw new IllegalArgumentException(
          "/%s/ repeats its parts too often: it has more than %,d states"
              .formatted(expression, MOST_STATES));
    }
    try {
      return new LinearPattern(Pattern.compile(expression, Pattern.MULTILINE));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "/%s/ is no regular expression without look-around and references back: %s"
              .formatted(expression, e.getDescription()),
          e);
    }
  }

  boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  /// About how many states it takes, before they are made: repeats in repeats multiply.
  private static final class Size {
    private final String expression;
    private int at;

    Size(String expression) {
      this.expression = expression;
    }

    long ofAll() {
      var all = 0L;
      while (at < expression.length()) {
        all += ofGroup();
      }
      return all;
    }

    /// Up to the parenthesis that closes it.
    private long ofGroup() {
      var group = 1L;
      while (at < expression.length()) {
        var next = expression.charAt(at++);
        if (next == ')') {
          return group;
        }
        group += ofAtom(next) * repeats();
        if (group > MOST_STATES) {
          at = expression.length();
        }
      }
      return group;
    }

    private long ofAtom(char first) {
      switch (first) {
        case '(' -> {
          return ofGroup();
        }
        case '\\' -> at++;
        case '[' -> at = Math.max(at, expression.indexOf(']', at + 1)) + 1;
        default -> {
          // one character
        }
      }
      return 1;
    }

    /// How often the atom before this place is repeated, at most.
    private long repeats() {
      var braces =
          REPEAT.matcher(expression).region(Math.min(at, expression.length()), expression.length());
      if (!braces.lookingAt()) {
        return 1;
      }
      at = braces.end();
      var most = braces.group(2) == null ? braces.group(1) : braces.group(2);
      return Math.max(1, Long.parseLong(most)) * repeats();
    }
  }
}
