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
