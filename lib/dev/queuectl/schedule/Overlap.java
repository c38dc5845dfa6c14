package dev.queuectl.schedule;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.util.Locale;

/// What is done if it is time for the next job and the last one has not ended.
public enum Overlap {
  /// The next one is not made.
  SKIP,
  /// Both may run.
  ALLOW;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws QueueException.Invalid naming the words there are
  public static Overlap of(String text) {
    return Words.match("overlap", text, values(), Overlap::word);
  }
}
