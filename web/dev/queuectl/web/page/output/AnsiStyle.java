package dev.queuectl.web.page.output;

import java.util.List;
import java.util.StringJoiner;

/// How a piece of output looks, as Select Graphic Rendition (ECMA-48, 8.3.117, and xterm's colours)
/// says. Hidden text is not one of the looks: nothing may hide from who reads an output.
///
/// @param foreground 0 to 255 of xterm's palette, or -1
/// @param background likewise
/// @param looks bits of [Look]
record AnsiStyle(int foreground, int background, int looks) {
  static final AnsiStyle PLAIN = new AnsiStyle(-1, -1, 0);
  private static final int EXTENDED = 8;

  /// In the order of the numbers that switch them on.
  enum Look {
    BOLD(1, "ab"),
    DIM(2, "ad"),
    ITALIC(3, "ai"),
    UNDERLINE(4, "au"),
    INVERSE(7, "an"),
    STRIKE(9, "as");

    private final int number;
    private final String cssClass;

    Look(int number, String cssClass) {
      this.number = number;
      this.cssClass = cssClass;
    }

    int bit() {
      return 1 << ordinal();
    }
  }

  /// The style after the parameters of one sequence; unknown ones change nothing.
  AnsiStyle with(List<Integer> numbers) {
    var style = this;
    for (var i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      if (number == 30 + EXTENDED || number == 40 + EXTENDED) {
        var colour = extended(numbers.subList(i + 1, numbers.size()));
        style = number < 40 ? style.foreground(colour) : style.background(colour);
        i += taken(numbers, i + 1);
      } else {
        style = style.with(number);
      }
    }
    return style;
  }

  private AnsiStyle with(int number) {
    for (var look : Look.values()) {
      if (look.number == number) {
        return new AnsiStyle(foreground, background, looks | look.bit());
      }
    }
    return switch (number) {
      case 0 -> PLAIN;
      case 22 -> without(Look.BOLD).without(Look.DIM);
      case 23 -> without(Look.ITALIC);
      case 24 -> without(Look.UNDERLINE);
      case 27 -> without(Look.INVERSE);
      case 29 -> without(Look.STRIKE);
      case 39 -> foreground(-1);
      case 49 -> background(-1);
      default -> basic(number);
    };
  }

  private AnsiStyle basic(int number) {
    var colour = number % 10;
    if (colour > 7) {
      return this;
    }
    return switch (number / 10) {
      case 3 -> foreground(colour);
      case 4 -> background(colour);
      case 9 -> foreground(colour + 8);
      case 10 -> background(colour + 8);
      default -> this;
    };
  }

  private AnsiStyle foreground(int colour) {
    return new AnsiStyle(colour, background, looks);
  }

  private AnsiStyle background(int colour) {
    return new AnsiStyle(foreground, colour, looks);
  }

  private AnsiStyle without(Look look) {
    return new AnsiStyle(foreground, background, looks & ~look.bit());
  }

  /// `5;N` is one of the palette, `2;R;G;B` the nearest of its cube: a page may hold no style of
  /// its own, so every colour is a class.
  private static int extended(List<Integer> numbers) {
    if (numbers.size() >= 2 && numbers.getFirst() == 5) {
      return Math.clamp(numbers.get(1), 0, 255);
    }
    return numbers.size() >= 4 && numbers.getFirst() == 2
        ? 16 + 36 * level(numbers.get(1)) + 6 * level(numbers.get(2)) + level(numbers.get(3))
        : -1;
  }

  private static int level(int value) {
    return Math.round(Math.clamp(value, 0, 255) * 5 / 255f);
  }

  private static int taken(List<Integer> numbers, int from) {
    var kind = from < numbers.size() ? numbers.get(from) : 0;
    return kind == 5 ? 2 : kind == 2 ? 4 : 1;
  }

  /// Empty if there is nothing to show. Text in the colour of its background would be hidden.
  String cssClasses() {
    var classes = new StringJoiner(" ");
    for (var look : Look.values()) {
      if ((looks & look.bit()) != 0) {
        classes.add(look.cssClass);
      }
    }
    if (foreground != background) {
      if (foreground >= 0) {
        classes.add("f" + foreground);
      }
      if (background >= 0) {
        classes.add("b" + background);
      }
    }
    return classes.toString();
  }
}
