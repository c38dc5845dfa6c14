package dev.queuectl.cli;

import dev.queuectl.process.posix.Utf8Process;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Runs command lines of plain words, one a line of standard input, in one process: an AOT cache
/// comes out of one JVM (`scripts/train-aot`). Not for people.
final class AotTraining {
  private AotTraining() {}

  public static void main(String[] args) throws IOException {
    Utf8Process.ensure();
    var console = Main.begin();
    var lines = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var code = Main.runTyped(console, line.split(" "));
      if (code != 0) {
        System.exit(code);
      }
    }
    System.exit(0);
  }
}
