package dev.queuectl.cli.install;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A launcher in its folder, run to see that it works.
record InstalledProgram(Path launcher) {

  /// What it prints to standard output.
  ///
  /// @throws IOException if it fails; with what it said
  String print(String... words) throws IOException {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    var process = builder.start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "the program does not run in its new place (exit code %d)"
                .formatted(process.exitValue()));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    return printed;
  }
}
