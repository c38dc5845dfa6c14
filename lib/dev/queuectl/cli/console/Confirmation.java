package dev.queuectl.cli.console;

import dev.queuectl.QueueException;
import dev.queuectl.report.Printable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Asks before what cannot be undone.
@Singleton
public final class Confirmation {
  private final Console console;
  private final Printer printer;

  Confirmation(Console console, Printer printer) {
    this.console = console;
    this.printer = printer;
  }

  /// @param what to do, for example "Remove all dead jobs"
  /// @return whether the person wants it
  /// @throws QueueException.Invalid if there is nobody to ask
  public boolean ask(String what) {
    return ask(what, "removed");
  }

  /// @param done what would be done, for example `removed`
  public boolean ask(String what, String done) {
    if (!console.inTerminal()) {
      throw new QueueException.Invalid(
          "%s: not confirmed; nothing was %s".formatted(what, done), "Add --yes.");
    }
    printer.flush();
    printer.err().text(printer.toErrors(Printable.line(what) + "? [y/N]") + " ");
    printer.err().flush();
    var answer = answer().strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  private String answer() {
    var answer = new StringBuilder();
    try {
      for (var c = console.in().read(); c >= 0 && c != '\n'; c = console.in().read()) {
        answer.append((char) c);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString();
  }
}
