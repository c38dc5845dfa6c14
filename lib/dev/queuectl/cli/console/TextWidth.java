package dev.queuectl.cli.console;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/// How many columns of a terminal a text takes.
public final class TextWidth {
  private TextWidth() {}

  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
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
