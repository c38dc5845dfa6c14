package dev.queuectl.cli.shell;

import dev.queuectl.cli.console.Printer;
import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;

/// Sets up JLine's editor for the lines of the shell: history with its search, completion,
/// highlighting, lines that go on.
final class LineEditor {
  private static final int REMEMBERED = 5000;

  private final Printer printer;
  private final Path historyFile;
  private final LineCompleter completer;

  LineEditor(Printer printer, Path historyFile, LineCompleter completer) {
    this.printer = printer;
    this.historyFile = historyFile;
    this.completer = completer;
  }

  LineReader open(Terminal terminal) {
    var builder =
        LineReaderBuilder.builder()
            .appName("queuectl")
            .terminal(terminal)
            .parser(new LineParser())
            .completer(completer)
            .option(Option.DISABLE_EVENT_EXPANSION, true) // a job's command may hold a !
            .option(Option.HISTORY_TIMESTAMPED, true)
            // What was typed while a command ran has been echoed where the prompt would stand.
            .option(Option.AUTO_FRESH_LINE, true)
            .variable(LineReader.HISTORY_SIZE, REMEMBERED)
            .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M> ");
    builder.highlighter(printer.colours() ? new LineHighlighter() : new PlainLines());
    if (prepareHistory()) {
      builder.variable(LineReader.HISTORY_FILE, historyFile);
    }
    return builder.build();
  }

  private boolean prepareHistory() {
    try {
      HistoryFile.prepare(historyFile);
      return true;
    } catch (IOException e) {
      printer.note("the history cannot be kept in %s: %s.".formatted(historyFile, e.getMessage()));
      return false;
    }
  }

  void save(LineReader reader) {
    try {
      reader.getHistory().save();
    } catch (IOException e) {
      printer.note("the history was not saved: " + e.getMessage() + ".");
    }
  }
}
