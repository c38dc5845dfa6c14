package dev.queuectl.web.browser;

/// What is said to people.
final class Sentences {
  private Sentences() {}

  /// For example `3 jobs`.
  static String jobs(long number) {
    return number == 1 ? "1 job" : "%,d jobs".formatted(number);
  }
}
