package dev.queuectl.web.browser;

import dev.queuectl.QueueException;

/// What is said to people.
final class Sentences {
  private Sentences() {}

  /// What happened and what to do.
  static String of(QueueException failure) {
    var what = failure.getMessage();
    var sentence = Character.toUpperCase(what.charAt(0)) + what.substring(1);
    var ended = sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
    return failure.advice().isEmpty() ? ended : ended + " " + failure.advice();
  }

  /// For example `3 jobs`.
  static String jobs(long number) {
    return number == 1 ? "1 job" : "%,d jobs".formatted(number);
  }
}
