package dev.queuectl.cli.shell;

import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Program;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.syntax.Aliases;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Runs command lines in this process, as `main` does, with the options that were given to the
/// command around them.
@Singleton
final class Commands {
  private final SharedOptions given;
  private final Program program;

  Commands(SharedOptions given, Program program) {
    this.given = given;
    this.program = program;
  }

  /// @param words without the program's name
  /// @return the exit code
  int run(Console console, List<String> words) {
    return program.run(console, complete(words).toArray(String[]::new));
  }

  private List<String> complete(List<String> words) {
    var all = new ArrayList<String>();
    if (given.db != null && !names(words, "--db")) {
      all.addAll(List.of("--db", given.db));
    }
    addIf(given.json, "--json", words, all);
    addIf(given.jsonl, "--jsonl", words, all);
    addIf(given.quiet, "--quiet", words, all);
    addIf(given.noColor, "--no-color", words, all);
    addIf(given.stacktrace, "--stacktrace", words, all);
    all.addAll(words);
    return all;
  }

  private static void addIf(boolean wanted, String option, List<String> words, List<String> all) {
    if (wanted && !Aliases.options(words).contains(option)) {
      all.add(option);
    }
  }

  private static boolean names(List<String> words, String option) {
    return Aliases.options(words).stream()
        .anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
  }
}
