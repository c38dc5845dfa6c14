package dev.queuectl.process.journal;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Why we ask a running command to end.
public enum StopReason {
  /// It has run for too long.
  TIMEOUT,
  /// Somebody cancelled its job.
  CANCEL,
  /// Its worker has to leave.
  INTERRUPT;

  /// The word in journals.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @return empty for a word of a later version
  static Optional<StopReason> of(String word) {
    return Stream.of(values()).filter(reason -> reason.word().equals(word)).findAny();
  }
}
