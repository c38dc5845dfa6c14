package dev.queuectl.cli.shell;

import dev.queuectl.cli.console.Console;
import dev.queuectl.process.posix.Privacy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where the interactive shell keeps what was typed into it: the user's, for all queues, as it is
/// the person who looks for what they did.
final class HistoryFile {
  private HistoryFile() {}

  /// The XDG Base Directory Specification has a place for it, other platforms only their own.
  static Path of(Console console) {
    if (console.platform().startsWith("Windows")) {
      var local = console.env("LOCALAPPDATA", console.home().resolve("AppData/Local").toString());
      return Path.of(local).resolve("queuectl/history");
    }
    if (console.platform().startsWith("Mac")) {
      return console.home().resolve("Library/Application Support/queuectl/history");
    }
    var state = Path.of(console.env("XDG_STATE_HOME", ""));
    return (state.isAbsolute() ? state : console.home().resolve(".local/state"))
        .resolve("queuectl/history");
  }

  /// Makes it, readable by its owner only: commands hold passwords.
  static void prepare(Path file) throws IOException {
    var directory = Objects.requireNonNull(file.getParent());
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Privacy.restore(directory);
    }
    if (Files.exists(file)) {
      Privacy.restore(file);
    } else {
      Privacy.makeFile(file);
    }
  }
}
