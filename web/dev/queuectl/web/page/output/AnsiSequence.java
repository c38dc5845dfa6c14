package dev.queuectl.web.page.output;

import java.util.ArrayList;
import java.util.List;

/// An escape sequence in a text: where it ends and what it means. Those that a page cannot follow
/// (moving the cursor, setting the window's title, links, device control) mean nothing, and are
/// left out whole, up to their terminators.
///
/// @param end the index behind it
/// @param effect what it means
record AnsiSequence(int end, Effect effect, List<Integer> numbers) {
  private static final char ESCAPE = 0x1b;
  private static final char BELL = 0x07;
  private static final char CONTROL_INTRODUCER = 0x9b;
  private static final char STRING_TERMINATOR = 0x9c;
  private static final int MOST_NUMBERS = 32;
  private static final int LARGEST_NUMBER = 9999;

  /// What a sequence means for a line of text.
  enum Effect {
    NONE,
    STYLE,
    ERASE_REST,
    ERASE_LINE
  }

  /// Whether a sequence begins with this character.
  static boolean begins(char c) {
    return c == ESCAPE || c == CONTROL_INTRODUCER || isString(c);
  }

  /// The sequence that begins at an index; one that the text ends in the middle of ends with it.
  static AnsiSequence at(String text, int start) {
    var first = text.charAt(start);
    if (first != ESCAPE) {
      return first == CONTROL_INTRODUCER ? control(text, start + 1) : string(text, start + 1);
    }
    if (start + 1 >= text.length()) {
      return none(start + 1);
    }
    var second = text.charAt(start + 1);
    if (second == '[') {
      return control(text, start + 2);
    }
    return second >= '@' && second < '`' && isString((char) (second + 0x40))
        ? string(text, start + 2)
        : none(escape(text, start + 1));
  }

  /// The 8-bit forms of DCS, SOS, OSC, PM and APC (ECMA-48, 5.6).
  private static boolean isString(char c) {
    return c == 0x90 || c == 0x98 || c == 0x9d || c == 0x9e || c == 0x9f;
  }

  /// Intermediate bytes and a final one, such as those that choose a character set.
  private static int escape(String text, int from) {
    var i = from;
    while (i < text.length() && isIntermediate(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) >= 0x30 && text.charAt(i) < 0x7f ? i + 1 : i;
  }

  private static boolean isIntermediate(char c) {
    return c >= 0x20 && c < 0x30;
  }

  private static AnsiSequence control(String text, int from) {
    var i = from;
    while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) < 0x40) {
      i++;
    }
    if (i >= text.length() || text.charAt(i) > 0x7e || text.charAt(i) < 0x20) {
      return none(i); // cut short by the end or by another control character
    }
    var parameters = text.substring(from, i);
    return switch (text.charAt(i)) {
      case 'm' -> style(i + 1, parameters);
      case 'K' -> new AnsiSequence(i + 1, erase(parameters), List.of());
      default -> none(i + 1);
    };
  }

  /// Those with other letters among the numbers are private ones.
  private static AnsiSequence style(int end, String parameters) {
    return parameters.chars().allMatch(c -> c >= '0' && c <= ';')
        ? new AnsiSequence(end, Effect.STYLE, numbers(parameters))
        : none(end);
  }

  private static Effect erase(String parameters) {
    return switch (parameters) {
      case "", "0" -> Effect.ERASE_REST;
      case "2" -> Effect.ERASE_LINE;
      default -> Effect.NONE;
    };
  }

  /// Both `38;5;1` and `38:5:1`; nothing between separators is 0.
  private static List<Integer> numbers(String parameters) {
    var numbers = new ArrayList<Integer>();
    var number = 0;
    for (var i = 0; i < parameters.length() && numbers.size() < MOST_NUMBERS; i++) {
      var c = parameters.charAt(i);
      if (c >= ':') {
        numbers.add(number);
        number = 0;
      } else {
        number = Math.min(LARGEST_NUMBER, number * 10 + c - '0');
      }
    }
    numbers.add(number);
    return numbers;
  }

  /// Up to ST, or BEL as xterm has it; one without an end ends with its line, so that it cannot
  /// swallow the rest of an output.
  private static AnsiSequence string(String text, int from) {
    for (var i = from; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == BELL || c == STRING_TERMINATOR) {
        return none(i + 1);
      }
      if (c == ESCAPE) {
        return none(i + 1 < text.length() && text.charAt(i + 1) == '\\' ? i + 2 : i);
      }
      if (c == '\n') {
        return none(i);
      }
    }
    return none(text.length());
  }

  private static AnsiSequence none(int end) {
    return new AnsiSequence(end, Effect.NONE, List.of());
  }
}
