package dev.queuectl.environment;

import java.util.List;
import java.util.Optional;

/// The shell that runs a job's command: a program that takes it as its last argument, and options.
public final class JobShell {
  public static final String USUAL = "/bin/sh";

  private static final int MOST_CHARACTERS = 200;

  private JobShell() {}

  /// @param text plain words, as in `bash -eo pipefail -c`
  /// @return them with one blank between; empty if they are something else
  public static Optional<String> of(String text) {
    if (text.equals(USUAL)) {
      return Optional.of(text); // nearly all are, and a bulk has many
    }
    return text.length() <= MOST_CHARACTERS
            && text.matches("[\\w./+@][\\w./+@:=,%-]*( +[\\w./+@:=,%-]+)*")
        ? Optional.of(text.replaceAll(" +", " "))
        : Optional.empty();
  }

  /// What stands before the command: the program with its options, or with `-c` if there are none.
  public static List<String> words(String shell) {
    var words = List.of(shell.split(" "));
    return words.size() == 1 ? List.of(shell, "-c") : words;
  }
}
