package dev.queuectl.cli.shell;

import dev.queuectl.cli.syntax.Aliases;
import dev.queuectl.cli.syntax.CommandNames;
import dev.queuectl.cli.syntax.OtherNames;
import dev.queuectl.cli.syntax.ShellWord;
import dev.queuectl.cli.syntax.TypedLine;
import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// Colours a line while it is typed: commands, options, what is in quotes; red is a command that
/// there is not.
final class LineHighlighter implements Highlighter {
  private static final AttributedStyle COMMAND = AttributedStyle.BOLD;
  private static final AttributedStyle OPTION = color(AttributedStyle.CYAN);
  private static final AttributedStyle TEXT = color(AttributedStyle.GREEN);
  private static final AttributedStyle UNKNOWN = color(AttributedStyle.RED);

  private static AttributedStyle color(int color) {
    return AttributedStyle.DEFAULT.foreground(color);
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    var words = TypedLine.of(buffer).words();
    var line = new AttributedStringBuilder();
    var at = 0;
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      line.append(buffer, at, word.start());
      line.styled(style(words, i, buffer.length()), buffer.substring(word.start(), word.end()));
      at = word.end();
    }
    return line.append(buffer, at, buffer.length()).toAttributedString();
  }

  private static AttributedStyle style(List<TypedLine.Word> words, int index, int length) {
    var word = words.get(index);
    if (word.quoted()) {
      return TEXT;
    }
    if (word.text().startsWith("-") && word.text().length() > 1) {
      return OPTION;
    }
    var texts = words.stream().map(TypedLine.Word::text).toList();
    var first = texts.getFirst().equals("queuectl") ? 1 : 0;
    var command = Aliases.wordAt(texts, first);
    var beingTyped = word.end() == length;
    if (index == command) {
      return style(isCommand(word.text()), beingTyped && beginsCommand("", word.text()));
    }
    if (command >= 0 && index == Aliases.wordAt(texts, command + 1)) {
      var group = texts.get(command) + " ";
      return CommandNames.isGroup(group.strip())
          ? style(
              OtherNames.knows(group.strip(), word.text()),
              beingTyped && beginsCommand(group, word.text()))
          : AttributedStyle.DEFAULT;
    }
    return AttributedStyle.DEFAULT;
  }

  private static AttributedStyle style(boolean known, boolean possible) {
    return known ? COMMAND : possible ? AttributedStyle.DEFAULT : UNKNOWN;
  }

  private static boolean isCommand(String word) {
    return OtherNames.knows(word) || ShellWord.of(word).isPresent() || word.equals("queuectl");
  }

  private static boolean beginsCommand(String group, String word) {
    return CommandNames.ALL.stream().anyMatch(name -> name.startsWith(group + word))
        || group.isEmpty()
            && (ShellWord.all().stream().anyMatch(own -> own.startsWith(word))
                || OtherNames.aliases("").stream().anyMatch(alias -> alias.startsWith(word)))
        || "queuectl".startsWith(word);
  }
}
