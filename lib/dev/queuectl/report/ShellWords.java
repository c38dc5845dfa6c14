package dev.queuectl.report;

import dev.queuectl.environment.ByteText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes arguments so that the shell that runs jobs reads the same arguments back.
public final class ShellWords {
  private static final String HARMLESS = "_-./:@%+,=";

  /// Of POSIX (XCU 2.4) and of the shells that have more; those with other marks are quoted anyway.
  private static final Set<String> RESERVED =
      Set.of(
          "case",
          "coproc",
          "do",
          "done",
          "elif",
          "else",
          "esac",
          "fi",
          "for",
          "function",
          "if",
          "in",
          "namespace",
          "select",
          "then",
          "time",
          "until",
          "while");

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
    var words = arguments.stream().map(ShellWords::quoted).toArray(String[]::new);
    // The first would be an assignment, or a word of the shell's own grammar.
    if (words.length > 0 && (words[0].indexOf('=') > 0 || RESERVED.contains(words[0]))) {
      words[0] = inQuotes(arguments.getFirst());
    }
    return String.join(" ", words);
  }

  /// In single quotes, where needed: inside them nothing has a meaning to the shell (POSIX XCU
  /// 2.2.2).
  private static String quoted(String argument) {
    return !argument.isEmpty() && argument.chars().allMatch(ShellWords::isHarmless)
        ? argument
        : inQuotes(argument);
  }

  private static String inQuotes(String argument) {
    return ByteText.isText(argument) ? quotedText(argument) : quotedBytes(argument);
  }

  /// What is no text has no place in a command, but printf(1) writes it there: it knows bytes by
  /// their octal numbers everywhere, and a shell takes away no more than line breaks at the end.
  private static String quotedBytes(String argument) {
    var quoted = new StringBuilder();
    for (int from = 0, end; from < argument.length(); from = end) {
      var isByte = ByteText.isByte(argument, from);
      end = from + 1;
      while (end < argument.length() && ByteText.isByte(argument, end) == isByte) {
        end++;
      }
      var part = argument.substring(from, end);
      quoted.append(isByte ? "\"$(printf '" + octal(part) + "')\"" : quotedText(part));
    }
    return quoted.toString();
  }

  private static String octal(String bytes) {
    return bytes
        .chars()
        .mapToObj(c -> "\\" + Integer.toOctalString(c & 0xff))
        .collect(Collectors.joining());
  }

  private static String quotedText(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }

  private static boolean isHarmless(int c) {
    return c < 0x80 && Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
  }
}
