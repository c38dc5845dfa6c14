package dev.queuectl.cli.shell;

import dev.queuectl.cli.syntax.TypedLine;
import dev.queuectl.report.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Tells JLine how [TypedLine] reads a line: where words are, and whether it goes on.
final class LineParser implements Parser {
  private static final Map<String, String> MISSING =
      Map.of("'", "quote", "\"", "dquote", "\\", "line", "}", "brace");

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    var typed = TypedLine.of(line);
    var mustBeWhole =
        context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
    if (mustBeWhole && !typed.isWhole()) {
      throw new EOFError(
          -1, -1, "the line goes on", Objects.requireNonNull(MISSING.get(typed.missing())));
    }
    return UpToCursor.of(line, Math.clamp(cursor, 0, line.length()));
  }

  /// What is typed up to the cursor; the last of the words is the one being typed.
  private record UpToCursor(String line, int cursor, List<TypedLine.Word> typed)
      implements CompletingParsedLine {

    static UpToCursor of(String line, int cursor) {
      var typed = new ArrayList<>(TypedLine.of(line.substring(0, cursor)).words());
      if (typed.isEmpty() || typed.getLast().end() < cursor) {
        typed.add(new TypedLine.Word("", cursor, cursor, false));
      }
      return new UpToCursor(line, cursor, typed);
    }

    @Override
    public String word() {
      return typed.getLast().text();
    }

    @Override
    public int wordCursor() {
      return word().length();
    }

    @Override
    public int wordIndex() {
      return typed.size() - 1;
    }

    @Override
    public List<String> words() {
      return typed.stream().map(TypedLine.Word::text).toList();
    }

    @Override
    public int rawWordCursor() {
      return rawWordLength();
    }

    @Override
    public int rawWordLength() {
      return cursor - typed.getLast().start();
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return complete ? ShellWords.quoted(List.of(candidate.toString())) : candidate;
    }
  }
}
