package dev.queuectl.cli.console;

import java.util.ArrayList;
import java.util.List;

/// How many columns of a terminal a text takes.
public final class TextWidth {
  private TextWidth() {}

  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /// Two for what East Asian terminals draw wide, none for what combines with its neighbour: the
  /// main blocks of Unicode's EastAsianWidth.txt (UAX 11), without its single exceptions.
  private static int of(int c) {
    if (c < 0x300) {
      return 1;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return c >= 0x1100 && c <= 0x115f
        || c >= 0x2e80 && c <= 0xa4cf
        || c >= 0xac00 && c <= 0xd7a3
        || c >= 0xf900 && c <= 0xfaff
        || c >= 0xfe30 && c <= 0xfe6f
        || c >= 0xff00 && c <= 0xff60
        || c >= 0x1f300 && c <= 0x1f64f
        || c >= 0x1f900 && c <= 0x1f9ff
        || c >= 0x20000 && c <= 0x3fffd;
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
