package dev.queuectl.cli.install;

import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Objects;

/// Tells a person who starts this program through JBang, once a day, that it can be installed.
public final class InstallHint {
  private static final Duration BETWEEN = Duration.ofDays(1);

  private InstallHint() {}

  /// Whether JBang has started this process: the program then lies in its cache.
  public static boolean isFor(String classPath) {
    return classPath.contains("/cache/urls/") || classPath.contains("/cache/jars/");
  }

  /// Says it, on a terminal.
  public static void give(Console console, Printer printer) {
    if (console.errTerminal() && printer.talkative() && isDue(console)) {
      printer.note(
          "JBang takes a second at each start. queuectl install makes this a command of its own"
              + " (a hint, once a day).");
    }
  }

  /// Where the day cannot be noted, it is never due: a hint at every command is a nuisance.
  private static boolean isDue(Console console) {
    var cache = console.env("XDG_CACHE_HOME", console.home().resolve(".cache").toString());
    var note = Path.of(cache, "queuectl", "install-hint");
    var now = console.clock().instant();
    try {
      if (Files.exists(note)
          && Files.getLastModifiedTime(note).toInstant().plus(BETWEEN).isAfter(now)) {
        return false;
      }
      Files.createDirectories(Objects.requireNonNull(note.getParent()));
      Files.writeString(note, "");
      Files.setLastModifiedTime(note, FileTime.from(now));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
