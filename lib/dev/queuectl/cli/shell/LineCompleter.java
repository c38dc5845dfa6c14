package dev.queuectl.cli.shell;

import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.Suggestion;
import dev.queuectl.cli.syntax.ShellCompletion;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Hands JLine what [ShellCompletion] suggests, with the descriptions in one column.
final class LineCompleter implements Completer {
  private static final int GAP = 2;

  private final ShellCompletion completion;
  private final Printer printer;

  LineCompleter(ShellCompletion completion, Printer printer) {
    this.completion = completion;
    this.printer = printer;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    var suggestions = fitting(completion.of(line.words()), line.word());
    var widest = suggestions.stream().mapToInt(s -> s.word().length()).max().orElse(0);
    var size = reader.getTerminal().getSize();
    // More lines than there are would push everything else off the screen.
    var columns =
        suggestions.size() > size.getRows() - 2 ? 0 : size.getColumns() - widest - 2 * GAP;
    for (var suggestion : suggestions) {
      var shown = shown(suggestion, widest + GAP, columns);
      // A directory is only the beginning of a path.
      var isWhole = !suggestion.word().endsWith("/");
      candidates.add(
          new Candidate(
              suggestion.word(), shown, null, null, null, null, isWhole, candidates.size() + 1));
    }
  }

  /// JLine would also offer what merely resembles the word: another job, for example.
  private static List<Suggestion> fitting(List<Suggestion> suggestions, String typed) {
    return suggestions.stream().filter(s -> s.word().startsWith(typed)).toList();
  }

  private String shown(Suggestion suggestion, int column, int columns) {
    var text = suggestion.meaning();
    if (text.isEmpty() || columns < 10) {
      return suggestion.word();
    }
    var cut = text.length() > columns ? text.substring(0, columns - 3) + "..." : text;
    return suggestion.word()
        + " ".repeat(column - suggestion.word().length())
        + printer.styled(Style.DIM, cut);
  }
}
