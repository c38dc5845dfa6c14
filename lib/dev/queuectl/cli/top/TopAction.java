package dev.queuectl.cli.top;

/// What a key of `top` asks for beyond what is seen.
sealed interface TopAction {
  /// Nothing, or only another view.
  record None() implements TopAction {}

  record Quit() implements TopAction {}

  record Retry(String job) implements TopAction {}

  record Cancel(String job) implements TopAction {}

  record Delete(String job) implements TopAction {}
}
