package dev.queuectl.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/// How many columns of a terminal a text takes.
public final class TextWidth {
  /// What [Style] adds takes no room.
  private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

  /// A command in a text, up to the end of the sentence.
  private static final Pattern COMMAND = Pattern.compile("queuectl [a-z](?:(?![.;)](?: |$)).)*");

  /// Stands for a blank at which a text is not broken.
  private static final char FIXED = '\0';

  private TextWidth() {}

  public static int of(String text) {
    var seen = text.indexOf('\u001b') < 0 ? text : STYLE.matcher(text).replaceAll("");
    return seen.codePoints().map(TextWidth::of).sum();
  }

  /// JLine is loaded only for texts that need it.
  private static int of(int c) {
    return c < 0x300 ? 1 : WCWidth.wcwidth(c);
  }

  /// The text in lines of at most that width, at least one; broken after a space where there is one
  /// in the second half of a line.
  public static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var rest = text;
    while (rest.length() > width / 2 && of(rest) > width) {
      var end = fitting(rest, width);
      var space = rest.lastIndexOf(' ', end - 1);
      var cut = space >= end / 2 ? space + 1 : end;
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut);
    }
    lines.add(rest);
    return lines;
  }

  /// The text in lines of at most that width, at least one, broken between words only: what people
  /// copy, such as a path or a command of ours, stays whole, even if it is wider than that.
  public static List<String> filled(String text, int width) {
    return filled(text, width, 0);
  }

  /// @param indent of all lines but the first
  public static List<String> filled(String text, int width, int indent) {
    var words = withFixedBlanks(text.stripLeading());
    var lines = new ArrayList<String>();
    var line = new StringBuilder(text.substring(0, text.length() - words.length()));
    var isEmpty = true;
    for (var word : words.split(" ", -1)) {
      if (!isEmpty && of(line.toString()) + 1 + of(word) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
        line.append(" ".repeat(indent));
      } else if (!isEmpty) {
        line.append(' ');
      }
      line.append(word);
      isEmpty = false;
    }
    lines.add(line.toString());
    lines.replaceAll(each -> each.replace(FIXED, ' '));
    return lines;
  }

  private static String withFixedBlanks(String text) {
    return COMMAND.matcher(text).replaceAll(command -> quoted(command.group()));
  }

  private static String quoted(String command) {
    return Matcher.quoteReplacement(command.replace(' ', FIXED));
  }

  /// The beginning of the text that fits into that width.
  public static String cut(String text, int width) {
    if (text.length() <= width / 2 || of(text) <= width) {
      return text;
    }
    var beginning = text.substring(0, fitting(text, width));
    return of(beginning) <= width ? beginning : "";
  }

  /// The text with something left out in the middle, so that it fits into that width. More is kept
  /// of its beginning, by which a job can be named.
  ///
  /// @param mark stands for what was left out
  public static String shortened(String text, int width, String mark) {
    if (text.length() <= width / 2 || of(text) <= width) {
      return text;
    }
    var room = width - of(mark);
    if (room < 2) {
      return cut(text, width);
    }
    var end = room / 3;
    return cut(text, room - end) + mark + end(text, end);
  }

  /// The beginning of the text that fits into that width, with a mark if that is not all.
  public static String begun(String text, int width, String mark) {
    return text.length() <= width / 2 || of(text) <= width
        ? text
        : cut(text, Math.max(0, width - of(mark))).stripTrailing() + mark;
  }

  /// The end of the text that fits into that width.
  private static String end(String text, int width) {
    var from = text.length();
    var columns = 0;
    while (from > 0) {
      var c = text.codePointBefore(from);
      columns += of(c);
      if (columns > width) {
        break;
      }
      from -= Character.charCount(c);
    }
    return text.substring(from);
  }

  private static int fitting(String text, int width) {
    var columns = 0;
    var end = 0;
    while (end < text.length()) {
      var c = text.codePointAt(end);
      columns += of(c);
      if (columns > width && end > 0) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }
}
