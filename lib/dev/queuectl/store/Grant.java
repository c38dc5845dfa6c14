package dev.queuectl.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What somebody who is let into a dashboard may do there, from the most to the least.
public enum Grant {
  /// Everything.
  FULL,
  /// Everything but saying which commands run.
  NO_SUBMIT,
  /// Look, but at no values of environment variables.
  READ_ONLY;

  public static final List<String> WORDS = Arrays.stream(values()).map(Grant::word).toList();

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The one that allows less.
  public Grant lesser(Grant other) {
    return compareTo(other) < 0 ? other : this;
  }

  /// Of a word that somebody gave.
  public static Optional<Grant> of(String word) {
    return WORDS.contains(word) ? Optional.of(values()[WORDS.indexOf(word)]) : Optional.empty();
  }

  /// Of a stored word; a damaged one allows least.
  public static Grant stored(String word) {
    return of(word).orElse(READ_ONLY);
  }
}
