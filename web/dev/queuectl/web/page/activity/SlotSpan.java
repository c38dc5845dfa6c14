package dev.queuectl.web.page.activity;

import dev.queuectl.Words;
import java.time.Duration;

/// How much of the past the slots are shown for.
public enum SlotSpan {
  QUARTER("15m", Duration.ofMinutes(15), Duration.ofMinutes(5)),
  HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(10)),
  SIX_HOURS("6h", Duration.ofHours(6), Duration.ofHours(1)),
  DAY("24h", Duration.ofDays(1), Duration.ofHours(4));

  private final String word;
  private final Duration length;
  private final Duration step;

  SlotSpan(String word, Duration length, Duration step) {
    this.word = word;
    this.length = length;
    this.step = step;
  }

  /// @throws dev.queuectl.QueueException.Invalid naming those there are
  public static SlotSpan of(String word) {
    return Words.match("span", word, values(), span -> span.word);
  }

  String word() {
    return word;
  }

  public Duration length() {
    return length;
  }

  /// Between two marks of time.
  Duration step() {
    return step;
  }
}
