package dev.queuectl.cli.shell;

import java.util.List;

/// Where an [Interpreter] has commands carried out: at a terminal, or in a script.
interface CommandHost {
  /// Runs a command.
  ///
  /// @param words without the program's name
  /// @return its exit code
  int run(List<String> words);

  /// Prints a line.
  void print(String line);

  /// Clears the screen, if there is one.
  void clear();

  /// What was typed before, oldest first.
  List<String> history();
}
