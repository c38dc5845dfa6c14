package dev.queuectl.cli;

import dev.queuectl.cli.console.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs command lines of plain words, one a line of a file, in one process. A command behind a
/// question mark may fail, though not for a fault of ours; any other has to do what it says.
final class CommandLines {
  static final String MAY_FAIL = "? ";

  private CommandLines() {}

  /// Without the mark.
  static String command(String line) {
    return line.startsWith(MAY_FAIL) ? line.substring(MAY_FAIL.length()) : line;
  }

  public static void main(String[] args) throws IOException {
    var console = Main.begin();
    for (var line : Files.readAllLines(Path.of(args[0]))) {
      var code = Main.run(console, command(line).split(" "));
      if (code != 0 && (code == Failures.BUG || !line.startsWith(MAY_FAIL))) {
        System.err.println(line + " has ended with " + code);
        System.exit(1);
      }
    }
    System.exit(0);
  }
}
