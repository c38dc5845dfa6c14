package dev.queuectl.schedule;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.util.Locale;

/// What is done if it is time for the next job and the last one has not ended.
public enum Overlap {
  /// The next one is not made.
  SKIP,
  /// It waits for the end of that one; but only one waits.
  QUEUE,
  /// Both may run.
  ALLOW,
  /// The last one is cancelled, and the next one begins when it has ended.
  REPLACE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws QueueException.Invalid naming the words there are
  public static Overlap of(String text) {
    return Words.match("overlap", text, values(), Overlap::word);
  }
}
