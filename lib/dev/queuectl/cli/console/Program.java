package dev.queuectl.cli.console;

import picocli.CommandLine.Model.CommandSpec;

/// The program as a whole, for those of its commands that run or explain others.
public interface Program {
  /// One run of it.
  ///
  /// @param words without the program's name
  /// @return the exit code
  int run(Console console, String... words);

  /// Every command with its options and arguments.
  CommandSpec tree(Console console);
}
