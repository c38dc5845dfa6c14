package dev.queuectl;

import java.util.List;
import java.util.Locale;

/// How the wait before a retry grows with the number of failed attempts.
public enum Backoff {
  /// `base ^ attempts` seconds.
  EXPONENTIAL,
  /// `base * attempts` seconds.
  LINEAR,
  /// `base` seconds.
  FIXED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return List.of(EXPONENTIAL.word(), LINEAR.word(), FIXED.word());
  }

  public static Backoff of(String text) {
    return Words.match("backoff", text, values(), Backoff::word);
  }

  double seconds(double base, int attempts) {
    return switch (this) {
      case EXPONENTIAL -> Math.pow(base, attempts);
      case LINEAR -> base * attempts;
      case FIXED -> base;
    };
  }
}
