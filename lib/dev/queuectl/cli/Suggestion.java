package dev.queuectl.cli;

/// A word that could stand where the cursor is.
///
/// @param description for the person who chooses
record Suggestion(String word, String description) {
  static Suggestion of(String word) {
    return new Suggestion(word, "");
  }
}
