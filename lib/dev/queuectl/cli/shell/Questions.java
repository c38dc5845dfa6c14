package dev.queuectl.cli.shell;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.syntax.Arguments;
import dev.queuectl.report.JobLines;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;

/// Asks a person at a terminal. Each question shows its default, which an empty answer takes, and
/// is asked again after an answer that will not do.
final class Questions {
  private final ShellTerminal terminal;
  private final Printer printer;

  Questions(ShellTerminal terminal, Printer printer) {
    this.terminal = terminal;
    this.printer = printer;
  }

  /// The person would rather not answer: `q`, Ctrl-C or Ctrl-D.
  static final class Back extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean interrupted;

    Back(boolean interrupted) {
      super(null, null, false, false);
      this.interrupted = interrupted;
    }

    /// Whether it was Ctrl-C.
    boolean wasInterrupted() {
      return interrupted;
    }
  }

  /// @param otherwise the default, which is shown; empty if there is nothing to show
  /// @param check returns the answer as it is to be used, or throws [QueueException.Invalid]; is
  ///   not asked about the default
  /// @throws Back
  String ask(String what, String otherwise, UnaryOperator<String> check) {
    var shown = otherwise.isEmpty() ? "" : " [" + otherwise + "]";
    while (true) {
      var answer =
          JobLines.stripped(line(fitted(what + printer.styled(Style.DIM, shown) + ":") + " "));
      if (answer.isEmpty() && !otherwise.isEmpty()) {
        return otherwise;
      }
      if (answer.equals("q")) {
        throw new Back(false);
      }
      try {
        return check.apply(Arguments.legible(answer));
      } catch (QueueException.Invalid e) {
        terminal.print(printer.styled(Style.RED, "  " + Failures.sentence(e)));
      }
    }
  }

  /// Broken between words.
  private String fitted(String prompt) {
    return String.join("\n", TextWidth.filled(prompt, terminal.width()));
  }

  /// @throws Back
  boolean agree(String what, boolean otherwise) {
    var answer =
        ask(
            what,
            otherwise ? "Y/n" : "y/N",
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "y", "yes" -> "y";
                  case "n", "no" -> "n";
                  default -> throw new QueueException.Invalid("type y or n");
                });
    return answer.equals("y") || otherwise && answer.equals("Y/n");
  }

  /// Waits for Enter.
  void pause(String what) {
    line(printer.styled(Style.DIM, what));
  }

  private String line(String prompt) {
    var reader =
        LineReaderBuilder.builder()
            .terminal(terminal.jline())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .variable(LineReader.DISABLE_HISTORY, true)
            .build();
    try {
      return terminal.readLine(reader, prompt);
    } catch (UserInterruptException e) {
      terminal.endLine();
      throw new Back(true);
    } catch (EndOfFileException e) {
      terminal.endLine();
      throw new Back(false);
    }
  }
}
