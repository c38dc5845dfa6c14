package dev.queuectl;

import java.util.regex.Pattern;

/// Text that stays the same in the store, in a command line and in JSON.
public final class Text {
  /// Colours, titles and other orders to a terminal (ECMA-48 control sequences and strings).
  private static final Pattern CONTROL =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[P\\]X^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)"
              + "|\u001b[ -/]*[0-~]|[\\p{Cntrl}\u0080-\u009f]");

  private Text() {}

  /// On one line, without what gives orders to a terminal.
  public static String plain(String text) {
    return CONTROL.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }

  /// @param what the name of it, for the message
  /// @throws QueueException.Invalid naming the first character that none of them could carry: NUL
  ///   ends a C string, and half of a surrogate pair has no form in UTF-8
  public static String checked(String what, String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\0') {
        throw new QueueException.Invalid(
            "the %s contains a NUL byte, which no command line can hold, at character %d"
                .formatted(what, i + 1));
      }
    }
    return whole(what, text);
  }

  /// @throws QueueException.Invalid naming the first half of a surrogate pair, which would be
  ///   stored, or looked for, as something else
  public static String whole(String what, String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          throw new QueueException.Invalid(
              "the %s contains half a character (\\u%04x, a lone surrogate) at character %d, which cannot be stored"
                  .formatted(what, (int) c, i + 1));
        }
        i++;
      }
    }
    return text;
  }

  /// The beginning of it, with three dots, if it has more characters than that; no character is cut
  /// in two.
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    var end = most - 3;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
