package dev.queuectl.report;

import java.util.List;
import java.util.stream.Collectors;

/// Writes arguments so that the shell that runs jobs reads the same arguments back.
public final class ShellWords {
  private static final String HARMLESS = "_-./:@%+,=";

  private ShellWords() {}

  /// A command for the shell of that platform.
  public static String command(List<String> words, String platform) {
    return platform.startsWith("Windows")
        ? words.stream().map(ShellWords::quotedForCmd).collect(Collectors.joining(" "))
        : quoted(words);
  }

  /// As most programs on Windows take their command line apart; never tried there.
  private static String quotedForCmd(String argument) {
    return !argument.isEmpty()
            && argument.chars().allMatch(c -> isHarmless(c) && c != '%' || c == '\\')
        ? argument
        : '"' + argument.replace("\"", "\\\"") + '"';
  }

  /// For a POSIX shell.
  public static String quoted(List<String> arguments) {
    return arguments.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  /// In single quotes, where needed: inside them nothing has a meaning to the shell (POSIX XCU
  /// 2.2.2).
  private static String quoted(String argument) {
    return !argument.isEmpty() && argument.chars().allMatch(ShellWords::isHarmless)
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private static boolean isHarmless(int c) {
    return c < 0x80 && Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
  }
}
