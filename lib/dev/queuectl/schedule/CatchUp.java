package dev.queuectl.schedule;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.util.Locale;

/// What is done about times that have passed while no worker was there.
public enum CatchUp {
  NONE,
  /// One run for all of them.
  LAST,
  /// Each, the oldest first.
  ALL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws QueueException.Invalid naming the words there are
  public static CatchUp of(String text) {
    return Words.match("catch_up", text, values(), CatchUp::word);
  }
}
