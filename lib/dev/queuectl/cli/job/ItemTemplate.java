package dev.queuectl.cli.job;

import dev.queuectl.QueueException;
import dev.queuectl.environment.ByteText;
import dev.queuectl.report.ShellWords;
import java.util.ArrayList;
import java.util.List;

/// What `enqueue --null` makes of an item: the command itself or, with a program, its argument.
///
/// @param words of the program; none if items are commands
/// @param platform whose shell will run it
record ItemTemplate(List<String> words, String platform) {
  private static final String HERE = "{}";

  ItemTemplate {
    if (!words.isEmpty() && words.stream().noneMatch(word -> word.contains(HERE))) {
      words = new ArrayList<>(words);
      words.add(HERE);
    }
    words = List.copyOf(words);
  }

  /// @param item bytes that are no text as in [ByteText]
  /// @throws QueueException.Invalid if it is a command, and no text
  String command(String item) {
    if (!words.isEmpty()) {
      return ShellWords.command(words.stream().map(word -> filled(word, item)).toList(), platform);
    }
    if (!ByteText.isText(item)) {
      throw new QueueException.Invalid(
          "the command is not valid UTF-8",
          "Give names in other encodings as arguments: queuectl enqueue -0 -- PROGRAM {}");
    }
    return item;
  }

  /// A name that begins with a dash would be an option, and means the same with `./` before it.
  private static String filled(String word, String item) {
    return word.equals(HERE) && item.startsWith("-") ? "./" + item : word.replace(HERE, item);
  }
}
