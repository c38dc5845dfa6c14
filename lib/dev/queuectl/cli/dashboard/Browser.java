package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.console.Console;
import dev.queuectl.process.posix.PrivateFiles;
import dev.queuectl.process.posix.UserLocale;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The user's own browser.
final class Browser {
  private final Console console;
  private final Path run;

  /// @param run a private directory
  Browser(Console console, Path run) {
    this.console = console;
    this.run = run;
  }

  /// Every user of the machine can read the words of a command; so the browser is given a file that
  /// only this one can read, which leads on to the address.
  void open(String url) throws IOException {
    var page = run.resolve("dashboard.html");
    PrivateFiles.write(
        page, "<!doctype html><meta http-equiv=\"refresh\" content=\"0; url=%s\">".formatted(url));
    var browser =
        new ProcessBuilder(command(page.toUri().toString()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    UserLocale.restore(browser.environment());
    browser.start();
  }

  private List<String> command(String file) {
    var platform = console.platform().toLowerCase(Locale.ROOT);
    if (platform.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", file);
    }
    var chosen = console.env("BROWSER", platform.startsWith("mac") ? "open" : "xdg-open");
    return List.of(chosen, file);
  }
}
