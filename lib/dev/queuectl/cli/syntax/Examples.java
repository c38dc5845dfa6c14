package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.TextWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;

/// The end of a command's help: lines to copy into a shell, which are indented, and a text below
/// them.
///
/// A line of an example is never broken: one that is wider than the terminal can still be copied.
/// Its comment goes above it then.
public final class Examples {
  static final String INDENT = "  ";

  private static final String COMMENT = "# ";

  private static final Pattern COMMENTED = Pattern.compile("(?<command>.*\\S) +# (?<comment>.*)");

  private Examples() {}

  /// That part of the help.
  public static String render(Help command) {
    var usage = command.commandSpec().usageMessage();
    return Arrays.stream(usage.footer())
        .flatMap(line -> fitted(line, usage.width()).stream())
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  static boolean isExample(String line) {
    return line.startsWith(INDENT);
  }

  private static List<String> fitted(String line, int width) {
    if (!isExample(line)) {
      return TextWidth.filled(line, width);
    }
    var parts = COMMENTED.matcher(line);
    if (line.length() <= width || !parts.matches()) {
      return List.of(line);
    }
    var lines = new ArrayList<String>();
    TextWidth.filled(parts.group("comment"), width - INDENT.length() - COMMENT.length())
        .forEach(part -> lines.add(INDENT + COMMENT + part));
    lines.add(parts.group("command"));
    return lines;
  }
}
